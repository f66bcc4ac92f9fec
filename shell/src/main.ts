import { configFromPage, createApi } from '@voiceassist/shared';
import type { ReleaseInformation } from '../release/manifest.js';
import { go } from './applications.js';
import { portalLink } from './links.js';
import { Portal, definePortalElements } from './portal.js';
import { Router } from './router.js';
import { startTheme } from './theme.js';

const release = JSON.parse(document.getElementById('va-release')?.textContent ?? '{}') as ReleaseInformation;
const config = configFromPage();
const { api, session } = createApi(config);

startTheme();
definePortalElements();

const portal = new Portal();
Object.assign(portal, { config, api, session });
portal.entries = release.microFrontends
  .flatMap(({ navigation }) => navigation)
  .sort((one, other) => one.order - other.order)
  .map(({ label, href, roles }) => ({ label, href, ...(roles && { roles }) }));
document.body.append(portal);

const router = new Router(portal, session, release.microFrontends);
portal.addEventListener('va-navigate', (event) => router.navigate(event.href, event.replace));
portal.addEventListener('va-page-title', (event) => router.setTitle(event.title));
portal.addEventListener('va-retry', () => router.retry());
portal.addEventListener('va-sign-out', () => {
  // The next person at this computer is not to be led into this one's conversation.
  go('/chat', { replace: true });
  void session.signOut();
});
document.addEventListener('click', (event) => {
  const href = portalLink(event);
  if (!href) return;
  event.preventDefault();
  router.navigate(href);
  portal.focusMain();
});

await portal.updateComplete;
router.start();
// A session that cannot be restored ends at the sign-in page, whatever the reason: the guard decides.
await session.restore().catch(() => undefined);
