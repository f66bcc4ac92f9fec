// What a conversation calls, in one file: each file of its own has a hash in the page.
export { conversationsApi } from './conversations.js';
export { filesApi } from './files.js';
export { partnerTokensApi } from './partner-token.js';
export { passageApi } from './passage.js';
