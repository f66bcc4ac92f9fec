import { msg } from '@lit/localize';

const SOURCE_TYPE_NAMES: Record<string, () => string> = {
  guideline: () => msg('Guideline'),
  protocol: () => msg('Protocol'),
  pathway: () => msg('Pathway'),
  formulary: () => msg('Formulary'),
  leaflet: () => msg('Leaflet'),
};

/** A kind of document for people; one that only the server knows as the server writes it. */
export function sourceTypeName(word: string): string {
  const name = word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ');
  return SOURCE_TYPE_NAMES[word]?.() ?? name;
}
