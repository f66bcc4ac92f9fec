import { tokens } from '@voiceassist/shared';
import { LOCALE_STATUS_EVENT } from '@lit/localize';
import type { Settings } from './protocol.js';

/** The custom properties that a page may set. */
const NAMES = [...new Set(tokens.cssText.match(/--va-[\w-]+(?=:)/g))];

/** Brighter text than this stands on a dark ground: the sum of its red, green and blue. */
const HALF = 382;

/** How the element looks where it stands, as far as its frame can take it over. */
export function lookOf(
  host: HTMLElement,
  frame: HTMLElement,
): Pick<Settings, 'theme' | 'direction' | 'properties'> {
  const style = getComputedStyle(host);
  // `color-scheme` may say "normal" and a <meta> of the page the rest: which one is used shows in the system's colours.
  const [red, green, blue] = (getComputedStyle(frame).color.match(/[\d.]+/g) ?? []).map(Number);
  const isDark = (red ?? 0) + (green ?? 0) + (blue ?? 0) > HALF;
  const properties = NAMES.map((name): [string, string] => [name, style.getPropertyValue(name).trim()]);
  return {
    theme: isDark ? 'dark' : 'light',
    direction: style.direction === 'rtl' ? 'rtl' : 'ltr',
    properties: Object.fromEntries(properties.filter(([, value]) => value && value.length <= 1_000)),
  };
}

/**
 * Tells when the look may have changed: by attributes of what the element stands in, style sheets, the colour scheme, the
 * language. No browser tells of a change of a custom property itself.
 */
export function watchLook(host: HTMLElement, changed: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(changed);
  const attributes = { attributes: true };
  for (let node: Node | null = host; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof Element && node !== host) observer.observe(node, attributes);
  }
  observer.observe(host, { ...attributes, attributeFilter: ['class', 'style', 'dir', 'lang'] });
  observer.observe(document.head, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
  for (const query of [
    '(prefers-color-scheme: dark)',
    '(pointer: coarse)',
    '(prefers-reduced-motion: reduce)',
  ]) {
    window.matchMedia(query).addEventListener('change', changed, { signal });
  }
  window.addEventListener(LOCALE_STATUS_EVENT, changed, { signal });
}
