import { configFromEnvironment } from '@voiceassist/shared/config';
import { inScript, type PublicEnvironment } from './page.js';
import { integrityOf } from './release.js';

/** The page that `<va-chat isolation="frame">` shows; it stands beside the element's own files. */
export const FRAME_FILE = 'frame.html';

const MODULE = /<script type="module" src="\.\/([\w-]+)\.js"><\/script>/;
const INLINE = /<script(?: type="importmap")?>(.*?)<\/script>/gs;
const FRAME_ADDRESS = /^\/embed\/([0-9a-f]{20})\/frame\.html(?:\?|$)/;

/** The build whose frame an address asks for. */
export const frameHash = (address: string): string | undefined => FRAME_ADDRESS.exec(address)?.[1];

/** Source of the module that the page loads; it stands beside it. */
export function moduleOf(html: string): string {
  const [, name] = MODULE.exec(html) ?? [];
  if (!name) throw new Error(`The page of the frame has to load one module: ${MODULE.source}`);
  return `${name}.ts`;
}

/** A built file that the page may load. */
interface Script {
  fileName: string;
  code: string;
  imports: readonly string[];
}

/** The page as it is published: every script that it can come to load is named with its hash. */
export function framePage(html: string, scripts: readonly Script[]): string {
  const integrity = Object.fromEntries(
    scripts.map(({ fileName, code }) => [`./${fileName}`, integrityOf(code)]),
  );
  const entry = moduleOf(html).replace(/ts$/, 'js');
  const first = new Set([entry]);
  for (const name of first)
    for (const next of scripts.find(({ fileName }) => fileName === name)?.imports ?? []) first.add(next);
  const named = (name: string) => `"./${name}" integrity="${integrity[`./${name}`]}"`;
  const [, ...rest] = first;
  return html.replace(
    MODULE,
    [
      `<script type="importmap">${inScript({ integrity })}</script>`,
      ...rest.map((name) => `<link rel="modulepreload" href=${named(name)} />`),
      `<script type="module" src=${named(entry)}></script>`,
    ].join('\n    '),
  );
}

/**
 * What the page of the frame is sent with. Any site may embed it: it has no session and keeps nothing, so that there is
 * nothing to click a person into. It speaks to the API alone, whatever address a page gives it.
 */
export function frameHeaders(environment: PublicEnvironment, html: string): Record<string, string> {
  const { apiUrl, wsUrl } = configFromEnvironment(environment);
  const reached = new Set([apiUrl, wsUrl].map((url) => new URL(url).origin));
  const hashes = [...html.matchAll(INLINE)].map(([, text = '']) => `'${integrityOf(text)}'`);
  const policy = {
    'default-src': "'none'",
    'script-src': ["'self'", ...hashes].join(' '),
    'style-src': "'self'",
    'img-src': "'self'",
    'connect-src': [...reached].join(' '),
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': '*',
    'require-trusted-types-for': "'script'",
    'trusted-types': 'lit-html',
  };
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'Integrity-Policy': 'blocked-destinations=(script)',
    'Permissions-Policy':
      'camera=(), geolocation=(), payment=(), usb=(), microphone=(), clipboard-read=(), clipboard-write=(self)',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // A page with cross-origin isolation can embed it, too.
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
}
