import type { ClientFrame, ServerFrameWire } from '../../shared/src/schemas/realtime.js';
import { writeHistory } from './answer.js';
import { play, type Pace } from './pace.js';
import type { SocketEnd } from './socket.js';

const SESSION = 'past-';

/** Speaks the contract: `past-2000` is a conversation of 2,000 messages; every question gets the answer, at its pace. */
export function speakContract(socket: SocketEnd, pace: Pace, signal: AbortSignal, onEnd: () => void): void {
  const say = (frame: ServerFrameWire) => socket.send(frame);
  let answers = 0;
  socket.onText = (text) => {
    const frame = JSON.parse(text) as ClientFrame;
    if (frame.type === 'session.start') say(started(frame.session_id ?? 'new'));
    if (frame.type === 'message.send') void answer(frame.session_id, frame.client_message_id ?? '');
  };

  async function answer(sessionId: string, clientMessageId: string): Promise<void> {
    answers += 1;
    const message = { session_id: sessionId, message_id: `answer-${answers}` };
    say({
      type: 'message.accepted',
      session_id: sessionId,
      client_message_id: clientMessageId,
      message_id: `question-${answers}`,
    });
    say({ type: 'message.started', ...message, verbatim: false });
    await play(
      pace,
      (piece, seq) =>
        say({ type: 'message.delta', ...message, role: 'assistant', content_delta: piece, seq }),
      signal,
    );
    say({ type: 'citation.list', ...message, citations: [source] });
    say({ type: 'message.complete', ...message, verbatim: false, finish_reason: 'done' });
    onEnd();
  }
}

/** What the marker [1] of the answer stands for. */
const source = {
  id: 'source-1',
  number: 1,
  document_id: 'guideline',
  title: 'Pulmonary embolism: diagnosis and first treatment',
  section: 'First hours',
  quote: 'Anticoagulation is begun before imaging is back.',
  start: 0,
  end: 48,
  score: 1,
};

function started(sessionId: string): ServerFrameWire {
  const count = sessionId.startsWith(SESSION) ? Number(sessionId.slice(SESSION.length)) : 0;
  const created = Date.parse('2026-11-02T08:00:00Z');
  return {
    type: 'session.started',
    session_id: sessionId,
    capabilities: ['ack', 'seq', 'stop', 'outline'],
    ...(count && {
      messages: writeHistory(count).map(({ role, text }, at) => ({
        id: `message-${at}`,
        role,
        content: text,
        citations: [],
        created_at: new Date(created + at * 60_000).toISOString(),
        verbatim: false,
      })),
    }),
  };
}
