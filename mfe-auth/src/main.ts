import { define, microFrontend } from '@voiceassist/shared';
import { Login } from './login.js';
import { translations } from './translations.js';

define('va-login', Login);

const loadPages = async () => (await import('./define-pages.js')).definePages();

// Beside every form where there is room; no form waits for it.
void import('./specimen.js').then(
  ({ Specimen }) => define('va-specimen', Specimen),
  () => undefined,
);

export const { bootstrap, mount, unmount } = microFrontend(
  [
    { path: '/login', tag: 'va-login' },
    { path: '/register', tag: 'va-register', load: loadPages },
    { path: '/forgot-password', tag: 'va-forgot-password', load: loadPages },
    { path: '/reset-password', tag: 'va-reset-password', load: loadPages },
    {
      path: '/account',
      tag: 'va-account-page',
      load: async () => (await import('./account/define-account.js')).defineAccountElements(),
    },
    {
      path: '/admin/users',
      tag: 'va-users-page',
      load: async () => (await import('./users/define-users.js')).defineUserElements(),
    },
  ],
  translations,
);
