import {
  PreferenceStore,
  Vault,
  WorkInProgress,
  addTranslations,
  configFromPage,
  createApi,
  indexedDbVaultStorage,
} from '@voiceassist/shared';
import { msg, str } from '@lit/localize';
import type { ReleaseInformation } from '../release/manifest.js';
import { startAppearance } from './appearance.js';
import type { Failures } from './failures.js';
import { portalLink } from './links.js';
import { standIn } from './part-address.js';
import { Portal, definePortalElements } from './portal.js';
import { IdleLimit, watchPresence } from './presence.js';
import { noteRole } from './role.js';
import { Router } from './router.js';
import { translations } from './translations.js';

const release = JSON.parse(document.getElementById('va-release')?.textContent ?? '{}') as ReleaseInformation;
const config = configFromPage();
const { api, session } = createApi(config);
const preferences = new PreferenceStore(
  session,
  (userId, changes) => api.users.update(userId, { preferences: changes }),
  openLocalStorage(),
);
const hasVault = async () => (await api.system.capabilities()).capabilities.includes('vault');
const vault = new Vault(
  session,
  async () => ((await hasVault()) ? api.auth.vaultKey() : undefined),
  indexedDbVaultStorage(),
);
const limit = new IdleLimit(preferences);
const work = new WorkInProgress();
const idle = watchPresence(session, limit);
noteRole(session);

await addTranslations(translations);
await startAppearance(preferences);
definePortalElements();

const portal = new Portal();
Object.assign(portal, { config, api, session, preferences, vault, work, idle });
portal.release = release;
portal.parts = release.microFrontends;
document.getElementById('va-start')?.remove();
document.body.append(portal);

const router: Router = new Router(
  portal,
  session,
  work,
  release.microFrontends,
  async (name, failure) => (await failures)?.tell(name, failure) ?? '',
);
// Nobody waits for it: it is there before a part that is on its way now can fail in the hands of a person.
const failures: Promise<Failures | undefined> = import('./failures.js').then(
  ({ Failures }) =>
    new Failures(config.apiUrl, release.id, {
      mounted: () => router.mounted,
      withdraw: (...failure) => router.withdraw(...failure),
      notice(name) {
        const label = router.labelOf(name);
        portal.notice = msg(
          str`Something went wrong in ${label}. If what you did has not happened, do it again.`,
        );
        portal.announce(portal.notice);
      },
    }),
  () => undefined,
);
portal.addEventListener('va-navigate', (event) => void router.navigate(event.href, event.replace));
portal.addEventListener('va-page-title', (event) => router.setTitle(event.title));
portal.addEventListener('va-retry', () => router.retry());
portal.addEventListener('va-stay-signed-in', () => idle.touch());
portal.addEventListener('va-sign-out', () => {
  void import('./late.js').then(
    ({ leave }) => leave(portal, session, vault, work),
    () => session.signOut(),
  );
});
document.addEventListener('click', (event) => {
  const href = portalLink(event);
  if (!href) return;
  event.preventDefault();
  void router.navigate(href).then((hasLeft) => hasLeft && portal.focusMain());
});
work.unsaved$.subscribe((isUnsaved) => {
  if (isUnsaved) addEventListener('beforeunload', keepPage);
  else removeEventListener('beforeunload', keepPage);
});

await portal.updateComplete;
if (release.production) router.start();
else {
  // Parts from the computer of who develops them. Not awaited here: that module may import what this one holds.
  void import('./development.js')
    .then(({ startDevelopment }) => startDevelopment(release, standIn))
    .catch(() => undefined)
    .then(() => {
      portal.requestUpdate();
      router.start();
    });
}
void loadLate();
// Whoever left this computer alone for too long is not let in again by opening the browser.
if (idle.isOver()) await session.signOut('idle');
await session.restore();
// Without an answer the default limit holds.
const server = await api.system.capabilities().catch(() => undefined);
limit.longest = server?.idleSeconds ?? limit.longest;
idle.check();

/** A failure is no reason to do without for the life of the page. */
const RETRY_MS = 3_000;

/** What the first page does without, behind it. */
async function loadLate(): Promise<void> {
  try {
    (await import('./late.js')).startLate(release, { portal, router, work, vault, failures });
  } catch {
    setTimeout(() => void loadLate(), RETRY_MS);
  }
}

/** The browser asks in its own words. A listener that is always there would keep the page out of the back/forward cache. */
function keepPage(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function openLocalStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
