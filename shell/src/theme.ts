import { tokens } from '@voiceassist/shared';
import { css } from 'lit';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'va-theme';

const page = css`
  html {
    color: var(--va-text);
    background: var(--va-bg);
    text-size-adjust: 100%;
  }
  body {
    margin: 0;
    font: 400 var(--va-text-md) / var(--va-lh-md) var(--va-font-ui);
  }
`;

/** The theme that was chosen on this computer; the system's where nothing was, or storage is closed. */
export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Shows and keeps a theme. */
export function chooseTheme(theme: Theme): void {
  show(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is closed to this page: the choice holds until it is left.
  }
}

/** Gives the page its tokens and the chosen theme. */
export function startTheme(): void {
  const sheets = [tokens, page].flatMap(({ styleSheet }) => styleSheet ?? []);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
  show(chosenTheme());
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
