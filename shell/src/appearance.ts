import { directionOf, showLocale, supportedLocale, tokens, type PreferenceStore } from '@voiceassist/shared';
import { css } from 'lit';

const page = css`
  html {
    color: var(--va-text);
    background: var(--va-bg);
    text-size-adjust: 100%;
  }
  html[data-text-size='large'] {
    font-size: 112.5%;
  }
  html[data-text-size='larger'] {
    font-size: 131.25%;
  }
  body {
    margin: 0;
    font: 400 var(--va-text-md) / var(--va-lh-md) var(--va-font-ui);
  }
`;

/**
 * Gives the page its tokens, and from now on the theme, the text size and the language that the person prefers.
 * Resolves when the first language is here, so that no other is seen before it.
 */
export async function startAppearance(preferences: PreferenceStore): Promise<void> {
  let spoken = Promise.resolve();
  const sheets = [tokens, page].flatMap(({ styleSheet }) => styleSheet ?? []);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
  const { dataset } = document.documentElement;
  preferences.preferences$.subscribe(({ theme = 'system', textSize = 'normal', locale }) => {
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
    if (textSize === 'normal') delete dataset.textSize;
    else dataset.textSize = textSize;
    spoken = speak(locale ?? supportedLocale(navigator.languages));
  });
  await spoken;
}

async function speak(wanted: string): Promise<void> {
  const locale = supportedLocale([wanted]);
  try {
    await showLocale(locale);
  } catch {
    // Its texts could not be loaded: the language stays, and the next choice tries again.
    return;
  }
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}
