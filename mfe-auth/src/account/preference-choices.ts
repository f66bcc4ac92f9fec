import { msg } from '@lit/localize';
import { LOCALES, activeLocale, supportedLocale } from '@voiceassist/shared';
import { TEXT_SIZES, THEMES, type TextSize, type Theme } from '@voiceassist/shared/schemas/users';

/** The longest time without input where the server does not say. */
export const IDLE_LIMIT_SECONDS = 900;

const MINUTES = [2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 240, 480];

/** A value with the word for it. */
export type Choice<T> = readonly [value: T, label: string];

/** Light, dark, or as the system has it. */
export function themeChoices(): Choice<Theme>[] {
  const labels = { light: msg('Light'), dark: msg('Dark'), system: msg('As the system') };
  return THEMES.map((theme) => [theme, labels[theme]]);
}

/** How large the text is. */
export function textSizeChoices(): Choice<TextSize>[] {
  const labels = { normal: msg('Normal'), large: msg('Large'), larger: msg('Larger') };
  return TEXT_SIZES.map((size) => [size, labels[size]]);
}

/** The languages by their own names; those that only tests need stay out of production. */
export function localeChoices(environment: string): Choice<string>[] {
  const tests: Choice<string>[] = [
    ['en-XA', msg('Accented (test)')],
    ['ar-XB', msg('Right to left (test)')],
  ];
  return [...Object.entries(LOCALES), ...(environment === 'production' ? [] : tests)];
}

/** The language that is chosen, or on the screen where none is. */
export const chosenLocale = (locale: string | undefined): string =>
  locale ? supportedLocale([locale]) : activeLocale();

/** Seconds without input to choose from, up to the administrator's limit. */
export function idleChoices(limit: number): number[] {
  const shorter = MINUTES.map((minutes) => minutes * 60).filter((seconds) => seconds < limit);
  return [...shorter, limit];
}

/** The choice that holds now: the longest that is not longer than what was chosen. */
export function chosenIdle(chosen: number | undefined, limit: number): number {
  const choices = idleChoices(limit);
  return choices.findLast((seconds) => seconds <= (chosen ?? limit)) ?? choices[0] ?? limit;
}
