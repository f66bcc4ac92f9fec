import { memo, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { createRoot } from 'react-dom/client';
import { Streamdown } from 'streamdown';
import type { PastMessage } from '../answer.js';
import { place } from '../pages/place.js';
import { receive } from './deltas.js';
import { history } from './history.js';

/** A message as AI Elements show it: Streamdown, memoized. */
const Message = memo(({ role, text }: PastMessage) => (
  <div className={role}>{role === 'user' ? text : <Streamdown>{text}</Streamdown>}</div>
));
Message.displayName = 'Message';

function Chat() {
  const [messages, setMessages] = useState(history);
  const [question, setQuestion] = useState('');
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (log.current && isAtEnd.current) log.current.scrollTop = log.current.scrollHeight;
  });

  const onScroll = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = log.current ?? {};
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < 80;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    setQuestion('');
    setMessages((before) => [...before, { role: 'user', text: question }, { role: 'assistant', text: '' }]);
    let text = '';
    receive(
      (piece) => {
        text += piece;
        setMessages((before) => [...before.slice(0, -1), { role: 'assistant', text }]);
      },
      () => undefined,
    );
  };

  return (
    <div style={{ display: 'flex', flexDirection: 'column', blockSize: '100vh' }}>
      <div ref={log} role="log" style={{ flex: 1, overflowY: 'auto' }} onScroll={onScroll}>
        {messages.map((message, at) => (
          <Message key={at} {...message} />
        ))}
      </div>
      <textarea
        aria-label="Message"
        value={question}
        onChange={({ target }) => setQuestion(target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

createRoot(place).render(<Chat />);
