/** What the page around a connection knows: whether there is a network, and whether somebody can look. */
export interface Surroundings {
  isOnline(): boolean;
  /** Tells of changes until the signal says that nobody listens any more. */
  watch(changes: SurroundingsChanges, signal: AbortSignal): void;
}

/** What is heard of the page. */
export interface SurroundingsChanges {
  /** The network has come or gone. */
  online(isOnline: boolean): void;
  /** The page can be looked at again, or not any more. */
  hidden(isHidden: boolean): void;
}

/** The browser's own. */
export const browserSurroundings: Surroundings = {
  isOnline: () => navigator.onLine,
  watch({ online, hidden }, signal) {
    window.addEventListener('online', () => online(true), { signal });
    window.addEventListener('offline', () => online(false), { signal });
    document.addEventListener('visibilitychange', () => hidden(document.visibilityState === 'hidden'), {
      signal,
    });
    // A page of the back/forward cache has lost its sockets.
    window.addEventListener('pageshow', ({ persisted }) => persisted && hidden(false), { signal });
  },
};
