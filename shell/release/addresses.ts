/**
 * A module that failed while it was evaluated, and in Firefox one that could not be fetched, fails in this page for
 * ever: by the standard a page remembers modules by address. Every server takes `%70` for `p`, so the same file has other
 * addresses that the page has not seen; the import map holds their integrity, too.
 */
const FOLDERS = ['/parts/', '/%70arts/', '/p%61rts/'] as const;

/** How often a page can load a part from the beginning. */
export const TURNS = FOLDERS.length;

/** The address of the same file for another turn, the first of which is 0. */
export const inTurn = (address: string, turn: number): string =>
  address.replace(FOLDERS[0], FOLDERS[turn] ?? FOLDERS[0]);

const NAME = '[\\w@+~-][\\w@+.~-]*';
const PUBLISHED = new RegExp(`^(?:${FOLDERS.join('|')})(${NAME}(?:/${NAME})*)(?:[?]|$)`);

/**
 * Where the store keeps what an address asks for. Only the spellings of `parts` that the import map knows lead there: at any
 * other one a file would come that the page has no hash for. A page among the files would come without its policy.
 */
export function publishedPath(address: string): string | undefined {
  const [, path] = PUBLISHED.exec(address) ?? [];
  return path && !path.endsWith('.html') ? `parts/${path}` : undefined;
}

/** The part's own folder that a text names, e.g. a frame of a stack, without what comes before; for any turn. */
export const PART_FILE = /\/(?:parts|%70arts|p%61rts)\/([a-z0-9-]+)\/[0-9a-f]+\/([\w.-]+\.js):(\d+):(\d+)/;
