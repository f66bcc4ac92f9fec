import { page, problem, unreachable } from './fake-server.js';

/** Every way in which the server fails a form, and what the page says then. */
export const FAILURES: readonly (readonly [
  name: string,
  answer: () => Response | Promise<Response>,
  words: string,
])[] = [
  ['the network is gone', unreachable, 'The server cannot be reached.'],
  [
    'the server is too slow',
    () => Promise.reject(new DOMException('Too slow', 'TimeoutError')),
    'The server takes too long to answer.',
  ],
  ['something else answers with a page (HTML)', page, 'Something else answered'],
  ['the server meets an error (500)', () => problem(500), 'The server met an error.'],
  [
    'too much was tried (429)',
    () => problem(429, {}, { 'Retry-After': '60' }),
    'Too many attempts. Nothing was changed. Try again in 60 seconds.',
  ],
];
