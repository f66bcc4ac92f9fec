// Runs in the browser: shows hostile texts in the built <va-message>, and counts what must never happen.
import { define } from '@voiceassist/shared';
import { Message } from '../mfe-chat/src/message.js';

/** A text, and where it is cut when it arrives in pieces. */
export interface HostileText {
  text: string;
  cuts: number[];
}

/** What happened on the page since it was opened. */
export interface Noted {
  executions: string[];
  violations: string[];
}

define('va-message', Message);

const noted: Noted = { executions: [], violations: [] };

// What payloads call to show that they ran.
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
  Object.defineProperty(window, name, { value: () => void noted.executions.push(name) });
}
Object.defineProperty(window, 'harmed', { set: () => void noted.executions.push('harmed') });
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample, blockedURI }) =>
  noted.violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
);

const BASE = {
  id: 'm',
  role: 'assistant',
  citations: [],
  createdAt: '',
  verbatim: false,
  nextSeq: 0,
} as const;

function begin(): Message {
  const made = new Message();
  made.message = { ...BASE, content: '', status: 'streaming' };
  document.body.append(made);
  return made;
}

async function show(messages: Message[], content: (at: number) => string, isWhole: boolean): Promise<void> {
  for (const [at, message] of messages.entries()) {
    message.message = { ...BASE, content: content(at), status: isWhole ? 'done' : 'streaming' };
  }
  await Promise.all(messages.map((message) => message.updateComplete));
}

/** Presses everything that is a link, and stays when it asks. */
async function press(message: Message): Promise<void> {
  for (const link of message.renderRoot.querySelectorAll<HTMLElement>('.prose a')) {
    for (const type of ['mouseover', 'mouseenter', 'focusin', 'click', 'auxclick']) {
      link.dispatchEvent(
        new MouseEvent(type, {
          bubbles: true,
          composed: true,
          cancelable: true,
          button: type === 'auxclick' ? 1 : 0,
        }),
      );
      message.renderRoot.querySelector<HTMLElement>('dialog .primary')?.click();
    }
  }
  await message.updateComplete;
}

/** Shows every text at once and in pieces, presses its links, and takes it away again. */
async function render(texts: readonly HostileText[]): Promise<void> {
  const whole = texts.map(begin);
  const pieces = texts.map(begin);
  const longest = Math.max(...texts.map(({ cuts }) => cuts.length));
  for (let piece = 0; piece < longest; piece += 1) {
    await show(pieces, (at) => texts[at]?.text.slice(0, texts[at].cuts[piece]) ?? '', false);
  }
  for (const messages of [pieces, whole]) await show(messages, (at) => texts[at]?.text ?? '', true);
  for (const message of [...whole, ...pieces]) {
    await press(message);
    message.remove();
  }
}

/** What a careless renderer does. */
function renderCarelessly(texts: readonly HostileText[]): void {
  for (const { text } of texts) {
    try {
      document.body.append(document.createRange().createContextualFragment(text));
    } catch {
      // The policy forbids it, and has noted it.
    }
  }
}

const hostile = { noted, render, renderCarelessly };

declare global {
  interface Window {
    hostile: typeof hostile;
  }
}

window.hostile = hostile;
