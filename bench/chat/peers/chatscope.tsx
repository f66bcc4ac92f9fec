import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';
import {
  ChatContainer,
  MainContainer,
  Message,
  MessageInput,
  MessageList,
} from '@chatscope/chat-ui-kit-react';
import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { PastMessage } from '../answer.js';
import { place } from '../pages/place.js';
import { receive } from './deltas.js';
import { history } from './history.js';

/** It shows HTML and knows no Markdown; this is how it is commonly given some. */
const model = ({ role, text }: PastMessage) => ({
  direction: role === 'user' ? ('outgoing' as const) : ('incoming' as const),
  position: 'single' as const,
  type: 'html' as const,
  payload: DOMPurify.sanitize(marked.parse(text, { async: false })),
});

function Chat() {
  const [models, setModels] = useState(() => history().map(model));

  const onSend = (_html: string, question: string) => {
    setModels((before) => [
      ...before,
      model({ role: 'user', text: question }),
      model({ role: 'assistant', text: '' }),
    ]);
    let text = '';
    receive(
      (piece) => {
        text += piece;
        setModels((before) => [...before.slice(0, -1), model({ role: 'assistant', text })]);
      },
      () => undefined,
    );
  };

  return (
    <div style={{ blockSize: '100vh' }}>
      <MainContainer>
        <ChatContainer>
          <MessageList>
            {models.map((each, at) => (
              <Message key={at} model={each} />
            ))}
          </MessageList>
          <MessageInput placeholder="Message" onSend={onSend} />
        </ChatContainer>
      </MainContainer>
    </div>
  );
}

createRoot(place).render(<Chat />);
