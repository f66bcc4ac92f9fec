import { releaseMap } from './release-map.js';

const INTENT = ['pointerover', 'focusin', 'touchstart'] as const;

/**
 * Fetches a part while somebody is about to follow a link to it, unless they save data. Nothing of it is evaluated, and a
 * file that does not come is not remembered by the page as failed, as that of an import would be.
 */
export function prefetchOnIntent(nameOf: (url: URL) => string | undefined): void {
  const { imports, integrity } = releaseMap();
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  const fetched = new Set<string>();
  const onIntent = (event: Event) => {
    if (connection?.saveData) return;
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link?.href) return;
    const url = new URL(link.href);
    const file = url.origin === location.origin ? imports[nameOf(url) ?? ''] : undefined;
    const hash = file && integrity[file];
    if (!hash || fetched.has(file)) return;
    fetched.add(file);
    fetch(file, { integrity: hash, priority: 'low' }).catch(() => fetched.delete(file));
  };
  for (const type of INTENT) document.addEventListener(type, onIntent, { passive: true });
}
