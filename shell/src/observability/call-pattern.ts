import type { CallPattern } from './vocabulary.js';

/** Every word that an address of the API may hold; whatever else stands between two slashes is somebody's or something's. */
export const WORDS = new Set(
  `2fa admin api ask attachments audit auth belongings calendar cancel capabilities change-password
  check chunks client-errors clinical-contexts complete connection conversations current
  delete discover documents events explanation facets feedback files following forgot-password
  gaps health history ids index integrations jobs kb login logout me messages original panel
  partners passage realtime refresh register reindex reset-password resources retry runs scan-and-index
  search secret services sessions stats status summary system test-questions test-runs
  ticket token upload uploads usage users vault-key verify-login ws`.split(/\s+/),
);

/** The pattern of an address of the API: words of the contract, and `:id` for everything else; never its query. */
export const callPattern = (pathname: string): CallPattern =>
  pathname
    .split('/')
    .map((part) => (part === '' || WORDS.has(part) ? part : ':id'))
    .join('/') as CallPattern;
