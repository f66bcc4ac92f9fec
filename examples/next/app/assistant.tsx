'use client';

import type { ChatErrorEvent, VaChatElement } from '@voiceassist/chat';
import type {} from '@voiceassist/chat/react';
import { useCallback, useEffect, useState } from 'react';
import { getToken } from './get-token';

export function Assistant() {
  const [isShown, setShown] = useState(true);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    // On the server there are no elements: it sends a tag, which the browser makes one of.
    void import('@voiceassist/chat');
  }, []);
  // To an element that the server has sent React gives neither properties nor listeners.
  const connect = useCallback((chat: VaChatElement) => {
    const onError = ({ code, reason }: ChatErrorEvent) => setProblem(`${code}: ${reason}`);
    chat.addEventListener('va-error', onError);
    chat.getToken = getToken;
    return () => chat.removeEventListener('va-error', onError);
  }, []);
  return (
    <>
      <p>
        <button onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide the assistant' : 'Show the assistant'}
        </button>{' '}
        <output>{problem}</output>
      </p>
      {isShown && <va-chat ref={connect} api-url="http://localhost:8000" />}
    </>
  );
}
