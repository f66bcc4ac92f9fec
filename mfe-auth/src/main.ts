import { define, microFrontend } from '@voiceassist/shared';
import { Login } from './login.js';
import { Register } from './register.js';

define('va-login', Login);
define('va-register', Register);

export const { bootstrap, mount, unmount } = microFrontend([
  { path: '/login', tag: 'va-login' },
  { path: '/register', tag: 'va-register' },
]);
