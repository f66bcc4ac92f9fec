import {
  PreferenceStore,
  WorkInProgress,
  activityRecord,
  addTranslations,
  configFromPage,
  createApi,
  isIdle,
} from '@voiceassist/shared';
import type { IdleTimer } from '@voiceassist/shared/calls';
import { msg, str } from '@lit/localize';
import type { ReleaseInformation } from '../release/manifest.js';
import { startAppearance } from './appearance.js';
import { fetchedFirst, persistently } from './fetched-first.js';
import { importFailures, importLate } from './late-files.js';
import { portalLink } from './links.js';
import { standIn } from './part-address.js';
import { Portal, definePortalElements } from './portal.js';
import { IdleLimit, watchWaking } from './presence.js';
import { noteRole } from './role.js';
import { Router } from './router.js';
import { translations } from './translations.js';

const release = JSON.parse(document.getElementById('va-release')?.textContent ?? '{}') as ReleaseInformation;
const config = configFromPage();
definePortalElements();
const portal = new Portal();
const importCalls = fetchedFirst(['@voiceassist/shared/calls'], () => import('@voiceassist/shared/calls'));
const { api, session } = createApi(config, loadCalls);
const preferences = new PreferenceStore(
  session,
  (userId, changes) => api.users.update(userId, { preferences: changes }),
  openLocalStorage(),
);
const limit = new IdleLimit(preferences);
const activity = activityRecord();
const work = new WorkInProgress();
let idle: IdleTimer | undefined;
watchWaking(session, () => idle?.check());
noteRole(session);

await addTranslations(translations);
await startAppearance(preferences);

Object.assign(portal, { config, api, session, preferences, work });
portal.release = release;
portal.parts = release.microFrontends;
document.getElementById('va-start')?.remove();
document.body.append(portal);

const router: Router = new Router(portal, session, work, release.microFrontends, async (name, failure) =>
  (await failures).tell(name, failure),
);
// Nobody waits for it: it is there before a part that is on its way now can fail in the hands of a person.
const failures = persistently(importFailures).then(
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
);
portal.addEventListener('va-navigate', (event) => void router.navigate(event.href, event.replace));
portal.addEventListener('va-page-title', (event) => router.setTitle(event.title));
portal.addEventListener('va-retry', () => router.retry());
portal.addEventListener('va-stay-signed-in', () => idle?.touch());
portal.addEventListener('va-sign-out', () => {
  void importLate().then(
    ({ leave }) => leave(portal, session, portal.vault, work),
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
void persistently(importLate, (error) => {
  portal.notice = msg('Some of this page could not be loaded. It is being tried again.');
  void failures.then((each) => each.tell('@voiceassist/shell', { kind: 'load', error }));
}).then(({ startLate }) => {
  portal.notice = '';
  startLate(release, { portal, router, work, failures });
});
// Whoever left this computer alone for too long is not let in again by opening the browser.
if (isIdle(activity, limit.milliseconds())) await session.signOut('idle');
session.isAuthenticated$.subscribe((isAuthenticated) => {
  if (isAuthenticated) void adoptLimit();
});
await session.restore();

/** The code of the calls, which is here before anybody is signed in; with it comes what goes with a session. */
async function loadCalls() {
  const calls = await importCalls();
  if (idle) return calls;
  idle = calls.watchPresence(session, limit.milliseconds, activity, 'va-idle-warning');
  idle.state$.subscribe((state) => (portal.idle = state));
  const hasVault = async () => (await api.server.capabilities()).capabilities.includes('vault');
  portal.vault = new calls.Vault(
    session,
    async () => ((await hasVault()) ? api.auth.vaultKey() : undefined),
    calls.indexedDbVaultStorage(),
  );
  return calls;
}

/** The administrator's limit; without an answer the default one holds. */
async function adoptLimit(): Promise<void> {
  const server = await api.server.capabilities().catch(() => undefined);
  limit.longest = server?.idleSeconds ?? limit.longest;
  idle?.check();
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
