import type { CallPattern } from './vocabulary.js';

/** Every word that an address of the API may hold; whatever else stands between two slashes is somebody's or something's. */
export const WORDS = new Set(
  `accept accounts admin api archive ask audit auth belongings bulk calendar cancel capabilities
  change-password chunks client-errors collections complete context conversations credentials delete
  discover documents email entries events explanation export feedback files folder folders forgot-password
  gaps health history import index integrations invitation invite jobs kb login logout logs me messages
  metrics panel passage password preferences profile progress questions queue quota realtime rebuild refresh
  register reindex replace reset-password resources retry runs search services sessions settings source
  stats status stop summary switch sync system tags test test-questions test-runs tests ticket title upload
  uploads users vault-key verify versions webdav ws`.split(/\s+/),
);

/** The pattern of an address of the API: words of the contract, and `:id` for everything else; never its query. */
export const callPattern = (pathname: string): CallPattern =>
  pathname
    .split('/')
    .map((part) => (part === '' || WORDS.has(part) ? part : ':id'))
    .join('/') as CallPattern;
