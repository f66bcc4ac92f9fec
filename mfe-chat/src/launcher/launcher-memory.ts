import * as v from 'valibot';

/** Where it is remembered: in this tab, through a change of the page. */
const NAME = 'voiceassist-launcher';

const remembered = v.object({
  isOpen: v.boolean(),
  /** An answer was being written, which goes on whatever the page does. */
  isAnswering: v.boolean(),
  unread: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sessionId: v.optional(v.pipe(v.string(), v.maxLength(128))),
});

/** How a launcher stood when its page was left: an id and no words of the conversation. */
export type Remembered = v.InferOutput<typeof remembered>;

/** What was kept by the page before; nothing where there was none, or where nothing can be kept. */
export function recall(storage: () => Storage = () => sessionStorage): Remembered | undefined {
  try {
    const parsed = v.safeParse(remembered, JSON.parse(storage().getItem(NAME) ?? 'null'));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it for the next page; where nothing can be kept, that page begins anew. */
export function remember(state: Remembered, storage: () => Storage = () => sessionStorage): void {
  try {
    storage().setItem(NAME, JSON.stringify(state));
  } catch {
    // A page in a sandbox has no storage.
  }
}
