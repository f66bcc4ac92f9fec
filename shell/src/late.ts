import type { Vault, WorkInProgress } from '@voiceassist/shared';
import type { ReleaseInformation } from '../release/manifest.js';
import { defineLateElements } from './late-elements.js';
import { PageMemory } from './page-memory.js';
import type { Portal } from './portal.js';
import { prefetchOnIntent } from './prefetch.js';
import type { Router } from './router.js';
import { withTransition } from './transition.js';
import { Update } from './update.js';

export { leave } from './leave.js';

/** Starts what the first page does not wait for: other versions, questions, what makes a way back pleasant, loading ahead. */
export function startLate(
  release: ReleaseInformation,
  { portal, router, work, vault }: { portal: Portal; router: Router; work: WorkInProgress; vault: Vault },
): void {
  defineLateElements();
  router.memory = new PageMemory(() => portal.content);
  router.reveal = withTransition;
  prefetchOnIntent((url) => router.nameOf(url));
  const text = document.querySelector('script[type="importmap"]')?.textContent ?? '{}';
  const { integrity } = JSON.parse(text) as { integrity?: Record<string, string> };
  // The development server serves sources, which are of no release.
  if (!integrity) return;
  // Each file once; its other addresses are the same file.
  const files = Object.entries(integrity).filter(([href]) => href.includes('/parts/'));
  const update = new Update({ id: release.id, files: Object.fromEntries(files) }, work, vault);
  update.offer$.subscribe((offer) => (portal.offer = offer));
  portal.addEventListener('va-take-update', () => void update.take());
  router.onArrival = () => update.check();
  void update.start();
}
