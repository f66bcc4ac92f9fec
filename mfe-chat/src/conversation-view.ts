import { define } from '@voiceassist/shared';
import { CitationPanel } from './citation-panel.js';
import { formatDateTime, formatTime } from './format.js';
import { whenIdle } from './idle.js';
import { MessageList } from './message-list.js';
import { Message } from './message.js';

// What a chat shows once there are messages.
define('va-message', Message);
define('va-message-list', MessageList);
define('va-citation-panel', CitationPanel);

// The first date in a language takes as long as several frames.
whenIdle(
  () => formatTime(new Date()),
  () => formatDateTime(new Date()),
);
