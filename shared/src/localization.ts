import { configureLocalization, type LocaleModule } from '@lit/localize';
import { translations as own } from './translations.js';

/** The languages that a person can choose, by their own names. */
export const LOCALES = { en: 'English', de: 'Deutsch' } as const;

/** Made from English by a script, to see what was not translated and what breaks from right to left. */
const TEST_LOCALES = ['en-XA', 'ar-XB'] as const;

type Translated = Exclude<keyof typeof LOCALES, 'en'> | (typeof TEST_LOCALES)[number];

/** A package's translations: for each locale the module that `npm run translations` wrote. */
export type Translations = Record<Translated, () => Promise<LocaleModule>>;

const TRANSLATED: readonly Translated[] = ['de', ...TEST_LOCALES];
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

const registered = new Set<Translations>([own]);
const templates = new Map<Translated, LocaleModule['templates']>();

const isTranslated = (locale: string): locale is Translated =>
  TRANSLATED.some((translated) => translated === locale);

/** Adds one package's texts to those of all packages, which the library reads from one object for each locale. */
async function take(translations: Translations, locale: Translated): Promise<void> {
  const { templates: texts } = await translations[locale]();
  const all = templates.get(locale) ?? {};
  templates.set(locale, Object.assign(all, texts));
}

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: TRANSLATED,
  async loadLocale(locale) {
    if (!isTranslated(locale)) throw new RangeError(`No translation for ${locale}`);
    templates.set(locale, templates.get(locale) ?? {});
    await Promise.all([...registered].map((translations) => take(translations, locale)));
    return { templates: templates.get(locale) ?? {} };
  },
});

// Two majors of this package may be on one page, each with a library of its own: they show one language.
const SHOWN = 'va-locale';
const page = globalThis as { [SHOWN]?: string };

async function follow(): Promise<void> {
  const shown = page[SHOWN];
  // English is better than no page at all.
  if (shown && shown !== getLocale()) await setLocale(shown).catch(() => undefined);
}
if ('addEventListener' in globalThis) addEventListener(SHOWN, () => void follow());

/** The locale on the screen, as a BCP 47 tag. */
export const activeLocale = (): string => getLocale();

/** Which way the text of a locale runs. */
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(new Intl.Locale(locale).language) ? 'rtl' : 'ltr';

/** The locale that there is a translation for and that fits best; English where none does. */
export function supportedLocale(wanted: readonly string[]): string {
  for (const tag of wanted) {
    if (tag in LOCALES || isTranslated(tag)) return tag;
    const language = tag.split('-')[0] ?? '';
    if (language in LOCALES) return language;
  }
  return 'en';
}

/**
 * Shows another language everywhere, without a reload. Rejects when its texts cannot be loaded; then the language stays
 * as it was.
 */
export async function showLocale(locale: string): Promise<void> {
  const before = getLocale();
  try {
    await setLocale(supportedLocale([locale]));
  } catch (error) {
    // Until it is told otherwise the library would answer every further try with this failure.
    await setLocale(before);
    throw error;
  }
  page[SHOWN] = getLocale();
  dispatchEvent(new Event(SHOWN));
}

/** Makes a package's texts known; resolves when those of the language on the screen are here. */
export async function addTranslations(translations: Translations): Promise<void> {
  await follow();
  if (registered.has(translations)) return;
  registered.add(translations);
  // English is better than no page at all.
  const locale = getLocale();
  if (isTranslated(locale)) await take(translations, locale).catch(() => undefined);
}

/** The locale for `Intl`: the language on the screen with the region of the person's browser, when it names one. */
export function formatLocale(): string {
  const shown = getLocale();
  const locale = TEST_LOCALES.some((test) => test === shown) ? 'en' : shown;
  return navigator.languages.find((tag) => tag.split('-')[0] === locale) ?? locale;
}

/** The text for a number in the language on the screen, e.g. `plural(n, { one: msg('1 file'), other: msg(str`${n} files`) })`. */
export function plural(
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  return forms[new Intl.PluralRules(formatLocale()).select(count)] ?? forms.other;
}
