import {
  PreferenceStore,
  Vault,
  addTranslations,
  configFromPage,
  createApi,
  indexedDbVaultStorage,
} from '@voiceassist/shared';
import type { ReleaseInformation } from '../release/manifest.js';
import { startAppearance } from './appearance.js';
import { portalLink } from './links.js';
import { Portal, definePortalElements } from './portal.js';
import { IdleLimit, watchPresence } from './presence.js';
import { noteRole } from './role.js';
import { Router } from './router.js';
import { leave } from './leave.js';
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
const idle = watchPresence(session, limit);
noteRole(session);

await addTranslations(translations);
await startAppearance(preferences);
definePortalElements();

const portal = new Portal();
Object.assign(portal, { config, api, session, preferences, vault, idle });
portal.parts = release.microFrontends;
document.body.append(portal);

const router = new Router(portal, session, release.microFrontends);
portal.addEventListener('va-navigate', (event) => router.navigate(event.href, event.replace));
portal.addEventListener('va-page-title', (event) => router.setTitle(event.title));
portal.addEventListener('va-retry', () => router.retry());
portal.addEventListener('va-stay-signed-in', () => idle.touch());
portal.addEventListener('va-sign-out', () => void leave(portal, session, vault));
document.addEventListener('click', (event) => {
  const href = portalLink(event);
  if (!href) return;
  event.preventDefault();
  router.navigate(href);
  portal.focusMain();
});

await portal.updateComplete;
router.start();
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
    (await import('./late-elements.js')).defineLateElements();
  } catch {
    setTimeout(() => void loadLate(), RETRY_MS);
  }
}

function openLocalStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
