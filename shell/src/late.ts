import type { WorkInProgress } from '@voiceassist/shared';
import type { ReleaseInformation } from '../release/manifest.js';
import type { Failures } from './failures.js';
import { defineLateElements } from './late-elements.js';
import { PageMemory } from './page-memory.js';
import type { Portal } from './portal.js';
import { prefetchOnIntent } from './prefetch.js';
import { releaseMap } from './release-map.js';
import type { Router } from './router.js';
import { withTransition } from './transition.js';
import { Update } from './update.js';

export { leave } from './leave.js';

/** Starts what the first page does not wait for: other versions, questions, what makes a way back pleasant, loading ahead. */
export function startLate(
  release: ReleaseInformation,
  {
    portal,
    router,
    work,
    failures,
  }: {
    portal: Portal;
    router: Router;
    work: WorkInProgress;
    failures: Promise<Failures>;
  },
): void {
  defineLateElements();
  void observe(release, portal, failures).catch(() => undefined);
  router.memory = new PageMemory(() => portal.content);
  router.reveal = withTransition;
  prefetchOnIntent((url) => router.nameOf(url));
  // Each file once; its other addresses are the same file.
  const files = Object.entries(releaseMap().integrity).filter(([href]) => href.includes('/parts/'));
  // The development server serves sources, which are of no release.
  if (!files.length) return;
  const update = new Update(
    { id: release.id, files: Object.fromEntries(files) },
    work,
    // The vault does one thing after the other: what answers now has written all that came before. Without one there is
    // nobody who could have typed.
    () => Promise.resolve(portal.vault?.names('')),
  );
  update.offer$.subscribe((offer) => (portal.offer = offer));
  portal.addEventListener('va-take-update', () => void update.take());
  // What could not be loaded may have been removed with its release: another try is the release that is live.
  portal.addEventListener(
    'va-retry',
    (event) => {
      const { view, offer } = portal;
      if (!offer || view.kind !== 'failed' || view.hasRun) return;
      event.stopImmediatePropagation();
      void update.take();
    },
    { capture: true },
  );
  router.onArrival = () => update.checkSoon();
  void update.start();
}

/** Only a portal that is to be observed brings what it takes; nothing waits for it, and nothing fails with it. */
async function observe(
  release: ReleaseInformation,
  { api, config }: Portal,
  failures: Promise<Failures>,
): Promise<void> {
  const text = document.getElementById('va-config')?.textContent ?? '{}';
  const values = JSON.parse(text) as Record<string, string>;
  if (!config || !(values.VITE_OTEL_ENDPOINT || values.VITE_ANALYTICS_ID)) return;
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  const { startObservability } = await import('./observability/observability.js');
  await startObservability(values, {
    release,
    config,
    capabilities: async () => (await api?.server.capabilities())?.capabilities ?? [],
    onFailure: (listener) => void failures.then((each) => each.listen(listener)),
  });
}
