export { ConversationDelete } from './conversation-delete.js';
export { ConversationRename } from './conversation-rename.js';
