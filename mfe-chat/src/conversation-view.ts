import { define } from '@voiceassist/shared';
import { CitationPanel } from './citation-panel.js';
import { MessageList } from './message-list.js';
import { Message } from './message.js';

// What a chat shows once there are messages.
define('va-message', Message);
define('va-message-list', MessageList);
define('va-citation-panel', CitationPanel);
