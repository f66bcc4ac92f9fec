import { ROLE_COOKIE } from './role-cookie.js';

/**
 * What the page shows when the shell itself does not come: in the page, since nothing else may have arrived. The shell
 * removes it. It tells the server which file failed, asks for the files past the cache, and loads the page anew when
 * they are whole. For somebody who is signed in it begins to load what speaks to the server, which the shell itself
 * would ask for only once it runs.
 */
export const STARTER_CARD = `<main id="va-start" hidden><h1>VoiceAssist could not be loaded</h1><p>Nothing was lost. Check the connection, then try again.</p><button>Retry</button></main>`;

export const STARTER_STYLE = `#va-start{max-width:32rem;margin:16vh auto;padding:2rem;font:1rem/1.5 system-ui,sans-serif}#va-start h1{font-size:1.25rem}#va-start button{font:inherit;padding:.5rem 1rem}`;

const GERMAN = [
  'VoiceAssist konnte nicht geladen werden',
  'Es ging nichts verloren. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
  'Erneut versuchen',
];

/** As long as a part may take. */
const PATIENCE_MS = 5_500;

export const STARTER_SCRIPT = `{
const get = (id) => document.getElementById(id);
const { imports, integrity } = JSON.parse(document.querySelector('[type=importmap]').textContent);
const calls = /${ROLE_COOKIE}=/.test(document.cookie) && imports['@voiceassist/shared/calls'];
if (calls) fetch(calls, { integrity: integrity[calls] }).catch(() => {});
const inspect = ({ href, src, integrity }) => fetch(href ??= src, { cache: 'reload', signal: AbortSignal.timeout(2500) }).then(
  (answer) => answer.ok ? fetch(href, { cache: 'force-cache', integrity }).then(() => {}, () => ['integrity', 'IntegrityError', href]) : ['load', 'HTTP' + answer.status, href],
  ({ name }) => ['load', name, href]);
const check = async () => (await Promise.all([...document.querySelectorAll('[rel=modulepreload],[src]')].map(inspect))).find(Boolean);
const show = async (late) => {
  if (document.readyState === 'loading') await new Promise((go) => addEventListener('DOMContentLoaded', go));
  const card = get('va-start');
  if (!card?.hidden) return;
  card.hidden = false;
  performance.mark('va-failure-card');
  if (/^de/.test(navigator.language)) ${JSON.stringify(GERMAN)}.forEach((text, at) => { card.children[at].textContent = text; });
  const button = card.lastChild;
  button.onclick = async () => {
    button.disabled = true;
    if (!await check()) location.reload();
    button.disabled = false;
  };
  const [kind, name, href] = await check() ?? (late ? ['timeout', 'TimeoutError'] : ['mount', 'Error']);
  const [, part = 'shell', at] = /parts.([^/]+).[^/]+.(.+)/.exec(href) ?? [];
  fetch((JSON.parse(get('va-config').textContent).VITE_API_URL || 'http://localhost:8000') + '/api/client-errors', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, credentials: 'omit', keepalive: true,
    body: JSON.stringify({ release: JSON.parse(get('va-release').textContent).id, micro_frontend: '@voiceassist/' + part, kind, name, at, trace_id: crypto.randomUUID().replace(/-/g, ''), occurred_at: new Date() }) });
};
addEventListener('error', ({ target, filename }) => { if (/parts.sh/.test(target.src ?? filename)) show(); }, true);
setTimeout(show, ${PATIENCE_MS}, true);
}`
  .replace(/\n\s*/g, '\n')
  .trim();
