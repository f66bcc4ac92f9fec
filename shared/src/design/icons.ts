import { svg, type SVGTemplateResult, html, type TemplateResult } from 'lit';

const SHAPES = {
  attach: svg`<path d="m19.5 11-7.8 7.8a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-7.9 7.9a1.5 1.5 0 0 1-2.2-2.1l7.2-7.3"/>`,
  back: svg`<path d="m15 5-7 7 7 7"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>`,
  delete: svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7"/>`,
  dictate: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`,
  down: svg`<path d="m5 9 7 7 7-7"/>`,
  edit: svg`<path d="M4.5 19.5l1-4L16 5a2.1 2.1 0 0 1 3 3L8.5 18.5zM14 7l3 3"/>`,
  error: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.2v.1"/>`,
  export: svg`<path d="M12 4v10M8 8l4-4 4 4M5 14v4a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-4"/>`,
  forward: svg`<path d="m9 5 7 7-7 7"/>`,
  helpful: svg`<path d="M7 11v9H4.5v-9zM7 11l4-7.5c1.6 0 2.4 1.2 2.1 2.6l-.6 3.4h5.6a2 2 0 0 1 1.9 2.5l-1.7 6.5a2 2 0 0 1-1.9 1.5H7"/>`,
  logo: svg`<path d="M4 10v4M8.5 6v12M13 9v6" stroke-width="2.2"/><rect x="16.5" y="4" width="5" height="5" rx="1.2" fill="currentColor" stroke="none"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  more: svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="2.4"/>`,
  notFound: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5M8 10.5h5"/>`,
  notHelpful: svg`<path d="M7 13V4H4.5v9zM7 13l4 7.5c1.6 0 2.4-1.2 2.1-2.6l-.6-3.4h5.6a2 2 0 0 0 1.9-2.5l-1.7-6.5A2 2 0 0 0 16.4 4H7"/>`,
  open: svg`<path d="M10 5H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-4M14 4.5h5.5V10M19 5l-8 8"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  play: svg`<path d="M8 5.5v13l10-6.5z"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  retry: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 4v4.5H15"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,
  send: svg`<path d="M12 19V5M6 11l6-6 6 6"/>`,
  speak: svg`<path d="M4.5 9.5v5H8l4.5 4v-13L8 9.5zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a7.8 7.8 0 0 1 0 11"/>`,
  stop: svg`<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="currentColor" stroke="none"/>`,
  theme: svg`<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" stroke="none"/>`,
  upload: svg`<path d="M12 16V5M7 9.5 12 4.5l5 5M4.5 19.5h15"/>`,
  warning: svg`<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1"/>`,
  working: svg`<path d="M12 3.5a8.5 8.5 0 1 1-8.5 8.5"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A line icon, hidden from assistive technology: the word beside it, or the button's label, says what it means. */
export function icon(name: IconName, size: 'm' | 's' = 'm'): TemplateResult {
  return html`<svg class=${size === 's' ? 'i s' : 'i'} viewBox="0 0 24 24" aria-hidden="true">
    ${SHAPES[name]}
  </svg>`;
}
