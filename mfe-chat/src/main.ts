import { define, microFrontend } from '@voiceassist/shared';
import { ChatPage } from './chat-page.js';
import { Chat } from './chat.js';
import { CitationPanel } from './citation-panel.js';
import { Composer } from './composer.js';
import './connect.js';
import { ConversationList } from './conversation-list.js';
import { MessageList } from './message-list.js';
import { Message } from './message.js';
import { translations } from './translations.js';

define('va-message', Message);
define('va-message-list', MessageList);
define('va-composer', Composer);
define('va-citation-panel', CitationPanel);
define('va-conversation-list', ConversationList);
define('va-chat', Chat);
define('va-chat-page', ChatPage);

export const { bootstrap, mount, unmount } = microFrontend(
  [
    { path: '/chat', tag: 'va-chat-page' },
    { path: '/chat/:sessionId', tag: 'va-chat-page' },
  ],
  translations,
);
