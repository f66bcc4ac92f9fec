import { configFromEnvironment } from '@voiceassist/shared/config';
import type { PublicEnvironment } from './page.js';

/** The page that `<va-chat isolation="frame">` shows; it stands beside the element's own files, with its module `frame.js`. */
export const FRAME_PAGE = 'mfe-chat/src/frame/frame.html';
export const FRAME_MODULE = 'src/frame/frame.ts';

/**
 * What the page of the frame is sent with. Any site may embed it: it has no session and keeps nothing, so that there is
 * nothing to click a person into. It speaks to the API alone, whatever address a page gives it.
 */
export function frameHeaders(environment: PublicEnvironment): Record<string, string> {
  const { apiUrl, wsUrl } = configFromEnvironment(environment);
  const reached = new Set([apiUrl, wsUrl].map((url) => new URL(url).origin));
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
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
    'Permissions-Policy':
      'camera=(), geolocation=(), payment=(), usb=(), microphone=(), clipboard-read=(), clipboard-write=(self)',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // A page with cross-origin isolation can embed it, too.
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
}
