import 'deep-chat';
import type { DeepChat } from 'deep-chat';
import { place } from '../pages/place.js';
import { receive } from './deltas.js';
import { history } from './history.js';

const chat = document.createElement('deep-chat') as DeepChat;
Object.assign(chat.style, { display: 'block', inlineSize: '100%', blockSize: '100vh', border: 'none' });
chat.history = history().map(({ role, text }) => ({ role: role === 'user' ? 'user' : 'ai', text }));
chat.connect = {
  stream: true,
  handler: (_body, signals) => {
    signals.onOpen();
    const stop = receive(
      (text) => void signals.onResponse({ text }),
      () => signals.onClose(),
    );
    signals.stopClicked.listener = stop;
  },
};
place.append(chat);
