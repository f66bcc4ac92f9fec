import { TEXT_SIZES, THEMES } from './schemas/choices.js';
import type { Preferences } from './schemas/users.js';

/** Each preference with its name on the wire, and what it can be: as its schema says, which comes late. */
const PREFERENCES = [
  ['theme', 'theme', (value) => THEMES.some((theme) => theme === value)],
  ['locale', 'locale', (value) => typeof value === 'string' && value.length <= 35],
  ['textSize', 'text_size', (value) => TEXT_SIZES.some((size) => size === value)],
  ['idleSeconds', 'idle_seconds', (value) => Number.isInteger(value) && Number(value) >= 60],
] satisfies [keyof Preferences, string, (value: unknown) => boolean][];

/** Preferences as they are kept on this computer; what is absent, or was written by a newer portal, is left out. */
export function readPreferences(text: string): Preferences {
  const kept = Object(JSON.parse(text)) as Record<string, unknown>;
  return Object.fromEntries(
    PREFERENCES.flatMap(([name, wire, fits]) => (fits(kept[wire]) ? [[name, kept[wire]]] : [])),
  );
}

/** The text to keep of preferences; alike for those that are alike. */
export const preferencesText = (preferences: Preferences): string =>
  JSON.stringify(Object.fromEntries(PREFERENCES.map(([name, wire]) => [wire, preferences[name]])));
