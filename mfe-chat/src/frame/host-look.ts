import { tokens } from '@voiceassist/shared';
import { LOCALE_STATUS_EVENT } from '@lit/localize';
import type { Settings } from './protocol.js';

/** The custom properties that a page may set. */
const NAMES = [...new Set(tokens.cssText.match(/--va-[\w-]+(?=:)/g))];

/** How the element looks where it stands, as far as a frame can take it over. */
export function lookOf(host: HTMLElement): Pick<Settings, 'theme' | 'direction' | 'properties'> {
  const style = getComputedStyle(host);
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const isDark = style.colorScheme.includes('dark') && (prefersDark || !style.colorScheme.includes('light'));
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
  for (const query of ['(prefers-color-scheme: dark)', '(pointer: coarse)', '(prefers-reduced-motion: reduce)']) {
    window.matchMedia(query).addEventListener('change', changed, { signal });
  }
  window.addEventListener(LOCALE_STATUS_EVENT, changed, { signal });
}
