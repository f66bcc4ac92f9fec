import { formatLocale } from '@voiceassist/shared';

const separators = new Map<string, string>();
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string): Intl.NumberFormat {
  const format =
    formats.get(locale) ??
    new Intl.NumberFormat(locale, {
      useGrouping: false,
      maximumSignificantDigits: 15,
      numberingSystem: 'latn',
    });
  formats.set(locale, format);
  return format;
}

/** What stands before the decimals in the language on the screen. */
function decimalSeparator(): string {
  const locale = formatLocale();
  const part = formatOf(locale)
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal');
  const separator = separators.get(locale) ?? part?.value ?? '.';
  separators.set(locale, separator);
  return separator;
}

/** A number as it is typed in the language on the screen: no grouping, so that it can be read back. */
export function writeFigure(value: number): string {
  return formatOf(formatLocale()).format(value);
}

/** A number in few digits, for reading alone. */
export function roundFigure(value: number, digits = 3): string {
  return writeFigure(Number(value.toPrecision(digits)));
}

/**
 * The number that somebody has typed; nothing when it is none or could be two: "1,284" is a thousand in one language
 * and one and a bit in another, so a separator that is not this language's own is not guessed at.
 */
export function readFigure(text: string): number | undefined {
  const trimmed = text.trim().replace(/^[−–]/, '-');
  const separator = decimalSeparator();
  const isForeign = separator !== '.' && trimmed.includes('.');
  // One or two decimals are decimals everywhere.
  if (isForeign && !/^-?\d+\.\d{1,2}$/.test(trimmed)) return undefined;
  const plain = isForeign ? trimmed : trimmed.replace(separator, '.');
  if (!/^-?\d{1,12}(\.\d{1,12})?$|^-?\.\d{1,12}$/.test(plain)) return undefined;
  return Number(plain);
}
