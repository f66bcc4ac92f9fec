import '../../../mfe-chat/src/embed.js';
import type { Chat } from '../../../mfe-chat/src/chat.js';
import { noteData, pastMessages, place } from './place.js';

/** Notes the moment at which the first frame has come, with the messages of before. */
class NotingSocket extends WebSocket {
  constructor(address: string | URL) {
    super(address);
    this.addEventListener('message', noteData, { once: true });
  }
}

const chat = document.createElement('va-chat') as Chat;
chat.apiUrl = location.origin;
chat.getToken = () => Promise.resolve('a-token');
if (pastMessages) {
  window.WebSocket = NotingSocket;
  chat.sessionId = `past-${pastMessages}`;
}
chat.style.blockSize = '100vh';
place.append(chat);
