import '@voiceassist/chat';
import type {} from '@voiceassist/chat/react';
import { useState } from 'react';
import { getToken } from './token';

export function App() {
  const [isShown, setShown] = useState(true);
  const [problem, setProblem] = useState('');
  return (
    <>
      <h1>Ward handbook</h1>
      <p>
        <button onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide the assistant' : 'Show the assistant'}
        </button>{' '}
        <output>{problem}</output>
      </p>
      {isShown && (
        <va-chat
          api-url="http://localhost:8000"
          getToken={getToken}
          onva-error={({ code, reason }) => setProblem(`${code}: ${reason}`)}
        />
      )}
    </>
  );
}
