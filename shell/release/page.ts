import { createHash } from 'node:crypto';
import { configFromEnvironment } from '@voiceassist/shared/config';
import { inTurn, TURNS } from './addresses.js';
import { EMBED_FOLDER } from './embed.js';
import { Majors } from './majors.js';
import type { Manifest, ReleaseInformation } from './manifest.js';
import { isUnobserved, observedBy } from './observability.js';
import { partFolder } from './release.js';
import { STARTER_CARD, STARTER_SCRIPT, STARTER_STYLE } from './starter.js';

/** The guide's names that reach the page. */
export type PublicEnvironment = Record<string, string>;

// Only what keeps the first paint from flashing; everything else comes with the shell.
const STYLE = `:root{color-scheme:light dark;background:#f5f8f9}@media(prefers-color-scheme:dark){:root{background:#0b1216}}body{margin:0}${STARTER_STYLE}`;

const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** JSON that cannot end the script element it stands in. */
export const inScript = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Chunks of `src/development.ts`, and the languages that show what was not translated. */
const DEVELOPMENT = /^(development|override-badge|en-XA|ar-XB)\b/;
/** What a release that is not for production may load from the computer that it is shown on, and speak to there. */
const LOCAL = ['localhost', '127.0.0.1'].map((host) => `http://${host}:*`);
const LOCAL_SOCKETS = LOCAL.map((origin) => origin.replace('http', 'ws'));

/** What speaks another dialect than the guide's. */
const DIALECT = /^dialect-/;

const isForProduction = (environment: PublicEnvironment) =>
  configFromEnvironment(environment).environment === 'production';

const address = (part: Manifest, file: string) => `/${partFolder(part.name, part.hash)}/${file}`;

/**
 * What a page of this environment has no use for: what is for other pages, what only developers need in production, what
 * observes where nobody asked for it, and what speaks to servers of another kind. With no integrity in the page such a file
 * cannot even run.
 */
const isLeftOut = ({ name, serviceWorker }: Manifest, path: string, environment: PublicEnvironment) =>
  path === serviceWorker ||
  path.startsWith(EMBED_FOLDER) ||
  (isForProduction(environment) && DEVELOPMENT.test(path)) ||
  ((configFromEnvironment(environment).dialect ?? 'guide') === 'guide' && DIALECT.test(path)) ||
  isUnobserved(name, path, environment);

/** The integrity of every file that a page of these parts may ask for, by its address. */
export function fileIntegrity(parts: Manifest[], environment: PublicEnvironment): Record<string, string> {
  return Object.fromEntries(
    parts.flatMap((part) =>
      part.files
        .filter(({ path }) => !isLeftOut(part, path, environment))
        .map(({ path, integrity }) => [address(part, path), integrity]),
    ),
  );
}

/** One import map for the page: every module of every part by its bare name, and the integrity of every script at each of its addresses. */
export function importMap(parts: Manifest[], environment: PublicEnvironment) {
  const imports: Record<string, string> = {};
  const integrity: Record<string, string> = {};
  const majors = new Majors(parts);
  for (const part of parts.filter((each) => each !== majors.beside))
    for (const [name, file] of Object.entries(part.modules)) imports[name] = address(part, file);
  // Turn by turn: what is alike stands at a steady distance, which compresses to a few bytes a file.
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const part of parts.filter(({ routes }) => turn === 0 || routes.length)) {
      for (const file of part.files) {
        if (!file.path.endsWith('.js') || isLeftOut(part, file.path, environment)) continue;
        integrity[inTurn(address(part, file.path), turn)] = file.integrity;
      }
    }
  }
  return majors.beside
    ? { imports, integrity, scopes: scopes(parts, majors, majors.beside) }
    : { imports, integrity };
}

/** For each folder of a part that needs the other major, what its modules' names mean there. */
function scopes(parts: Manifest[], majors: Majors, beside: Manifest): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const part of parts) {
      if (part === beside || majors.of(part) !== beside) continue;
      const named = new Set([...Object.values(part.graph).flat(), ...part.dynamicImports]);
      const meant = Object.entries(beside.modules).filter(([name]) => named.has(name));
      found[inTurn(address(part, ''), turn)] = Object.fromEntries(
        meant.map(([name, file]) => [name, address(beside, file)]),
      );
    }
  }
  return found;
}

/** Every file that the shell's entry needs before it can run, in all parts. */
function preloads(parts: Manifest[], shell: Manifest): { href: string; integrity: string }[] {
  const seen = new Map<string, string>();
  const visit = (part: Manifest, file: string) => {
    const href = address(part, file);
    if (seen.has(href)) return;
    seen.set(href, part.files.find(({ path }) => path === file)?.integrity ?? '');
    for (const id of part.graph[file] ?? []) {
      if (part.graph[id]) visit(part, id);
      else {
        const owner = parts.find((other) => other.modules[id]);
        const target = owner?.modules[id];
        if (owner && target) visit(owner, target);
      }
    }
  };
  visit(shell, shell.modules[shell.name] ?? '');
  return [...seen].map(([href, integrity]) => ({ href, integrity }));
}

/** The one HTML file of a release, and the headers that belong to it. */
export function composePage(parts: Manifest[], release: ReleaseInformation, environment: PublicEnvironment) {
  const shell = parts.find((part) => part.name === '@voiceassist/shell');
  if (!shell) throw new Error('A release needs @voiceassist/shell.');
  const map = inScript(importMap(parts, environment));
  const majors = new Majors(parts);
  const files = preloads(majors.seenBy(shell), shell);
  const icon = shell.files.find((file) => file.path === 'icon.svg');
  const [entry, ...rest] = files;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>VoiceAssist</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Answers from your hospital's own documents, each claim open at its source.">
<style>${STYLE}</style>
<script type="importmap">${map}</script>
<script>${STARTER_SCRIPT}</script>
${rest.map(({ href, integrity }) => `<link rel="modulepreload" href="${href}" integrity="${integrity}">`).join('\n')}
${icon ? `<link rel="icon" type="image/svg+xml" href="${address(shell, icon.path)}">` : ''}
<script type="application/json" id="va-config">${inScript(environment)}</script>
<script type="application/json" id="va-release">${inScript(release)}</script>
<script type="module" src="${entry?.href}" integrity="${entry?.integrity}"></script>
</head>
<body>${STARTER_CARD}<noscript>VoiceAssist needs JavaScript.</noscript></body>
</html>
`;
  return {
    html,
    headers: headers(map, environment, {
      hasServiceWorker: Boolean(shell.serviceWorker),
      hasTwoMajors: Boolean(majors.beside),
    }),
  };
}

/** The page as it is given to those who do not get it because it is live: nothing else of it changes. */
export const inChannel = (html: string, id: string, channel: ReleaseInformation['channel']) =>
  channel ? html.replace(`{"id":"${id}"`, `{"id":"${id}","channel":"${channel}"`) : html;

/** Makes the address of the service worker, and nothing else, one that the browser trusts. */
const WORKER_POLICY = 'va-service-worker';

interface PolicyOptions {
  /** Hashes of what stands in the page itself. */
  script?: string;
  style?: string;
  /** Development servers of the own computer are let in. */
  isLocal?: boolean;
  /** Addresses that hear how the page does. */
  observed?: string[];
  /** Only a page with a service worker needs more than Lit's policy. */
  hasServiceWorker?: boolean;
  /** Each has its own Lit, which makes a policy of the same name. */
  hasTwoMajors?: boolean;
}

/** The content security policy of a page that speaks to the API. */
export function contentPolicy(
  environment: PublicEnvironment,
  {
    script,
    style,
    isLocal = false,
    observed = [],
    hasServiceWorker = false,
    hasTwoMajors = false,
  }: PolicyOptions = {},
) {
  const { apiUrl, wsUrl, adminApiUrl } = configFromEnvironment(environment);
  const reached = new Set([apiUrl, wsUrl, adminApiUrl].map((url) => new URL(url).origin));
  const policy = {
    'default-src': "'none'",
    'script-src': ["'self'", script, ...(isLocal ? LOCAL : [])].filter(Boolean).join(' '),
    'style-src': ["'self'", style].filter(Boolean).join(' '),
    'img-src': "'self'",
    'connect-src': ["'self'", ...reached, ...observed, ...(isLocal ? [...LOCAL, ...LOCAL_SOCKETS] : [])].join(
      ' ',
    ),
    ...(hasServiceWorker && { 'worker-src': "'self'" }),
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': [
      'lit-html',
      ...(hasServiceWorker ? [WORKER_POLICY] : []),
      ...(hasTwoMajors ? ["'allow-duplicates'"] : []),
    ].join(' '),
  };
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

function headers(
  map: string,
  environment: PublicEnvironment,
  needs: Pick<PolicyOptions, 'hasServiceWorker' | 'hasTwoMajors'>,
): Record<string, string> {
  const isLocal = !isForProduction(environment);
  return {
    'Content-Security-Policy': contentPolicy(environment, {
      script: `${hashSource(map)} ${hashSource(STARTER_SCRIPT)}`,
      style: hashSource(STYLE),
      isLocal,
      observed: observedBy(environment),
      ...needs,
    }),
    // What a development server sends changes with every key; the files of the release keep their hashes in the map.
    ...(isLocal ? {} : { 'Integrity-Policy': 'blocked-destinations=(script)' }),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), payment=(), usb=(), microphone=(self)',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}
