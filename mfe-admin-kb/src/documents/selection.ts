/** Which documents are chosen for one action on all of them, and from where the next range goes. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The document that was chosen last. */
  readonly anchor: string | undefined;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: undefined };

/** Chooses a document, or lets it go. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Chooses everything between the anchor and a document, both with it; without an anchor in sight, the document alone. */
export function extended({ ids, anchor }: Selection, shown: readonly string[], id: string): Selection {
  const [from, to] = [anchor === undefined ? -1 : shown.indexOf(anchor), shown.indexOf(id)];
  const range = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  // The anchor stays: the next range begins there as well.
  return { ids: new Set([...ids, ...range]), anchor: from < 0 ? id : anchor };
}

/** Chooses all of these, or lets all of them go. */
export function withAll({ ids, anchor }: Selection, some: readonly string[], isSelected: boolean): Selection {
  const next = new Set(ids);
  for (const id of some) {
    if (isSelected) next.add(id);
    else next.delete(id);
  }
  return { ids: next, anchor };
}
