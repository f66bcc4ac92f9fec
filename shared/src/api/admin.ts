// What the pages of administration call, in one file: each file of its own has a hash in the page.
export { integrationsApi } from './integrations.js';
export { kbApi } from './kb.js';
export { partnersApi } from './partners.js';
export { searchApi } from './search.js';
export { systemApi } from './system.js';
