import { msg, str } from '@lit/localize';
import { controls, tokens } from '@voiceassist/shared';
import type { Citation } from '@voiceassist/shared/schemas';
import { adoptStyles, html, render, type TemplateResult } from 'lit';
import { noneOf } from '../answer-parts.js';
import { citationsUsed, placeOf } from '../citations-used.js';
import type { Conversation, ConversationMessage } from '../conversation.js';
import { formatDateTime } from '../format.js';
import { MarkdownStream } from '../markdown/markdown-stream.js';
import { endedText } from '../status-texts.js';
import { pageStyles, paperStyles } from './print.css.js';

/** Prints a conversation: every answer with its references and their exact words, no controls. */
export function printConversation(conversation: Conversation): void {
  const paper = paperOf(conversation);
  const { styleSheet } = pageStyles;
  if (styleSheet) document.adoptedStyleSheets.push(styleSheet);
  document.body.append(paper);
  const clear = () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== styleSheet);
  };
  window.addEventListener('afterprint', clear, { once: true });
  window.print();
}

function paperOf({ title, messages }: Conversation): HTMLElement {
  const paper = document.createElement('div');
  paper.className = 'va-paper';
  const root = paper.attachShadow({ mode: 'open' });
  adoptStyles(root, [tokens, controls, paperStyles]);
  render(
    html`
      <header>
        <h1 dir="auto">${title || msg('Conversation')}</h1>
        <p>${msg(str`Printed on ${formatDateTime(new Date())}`)}</p>
        <p>
          <strong>${msg('VoiceAssist is not a medical device.')}</strong>
          ${msg('Check every dose against its source before you use it.')}
        </p>
      </header>
      ${messages.map((message) => (message.role === 'user' ? renderQuestion(message) : renderAnswer(message)))}
    `,
    root,
  );
  const answers = messages.filter(({ role }) => role === 'assistant');
  root.querySelectorAll('.prose').forEach((prose, at) => fill(prose, answers[at]));
  return paper;
}

function renderQuestion({ content, createdAt }: ConversationMessage): TemplateResult {
  return html`<article class="question">
    <p class="by">${msg('You')} ${formatDateTime(createdAt)}</p>
    <h2 dir="auto">${content}</h2>
  </article>`;
}

function renderAnswer(message: ConversationMessage): TemplateResult {
  const { used, unused } = citationsUsed(message);
  const ended = endedText(message.status);
  return html`<article>
    <p class="by">VoiceAssist</p>
    ${message.status === 'not_found' ? html`<p>${noneOf(message.searched)}.</p>` : ''}
    <div class="prose ${message.verbatim ? 'verbatim' : ''}"></div>
    ${ended ? html`<p class="state">${ended[0]} ${ended[1]}</p>` : ''}
    ${
      used.length
        ? html`<section class="refs">
            <h3>${msg('References')}</h3>
            <ol>
              ${used.map((citation) => html`<li><span>[${citation.number}]</span>${renderSource(citation)}</li>`)}
            </ol>
          </section>`
        : ''
    }
    ${
      unused.length
        ? html`<section class="refs">
            <h3>${msg('More sources, not used in this answer')}</h3>
            <ul>
              ${unused.map((citation) => html`<li>${renderSource(citation)}</li>`)}
            </ul>
          </section>`
        : ''
    }
  </article>`;
}

function renderSource(citation: Citation): TemplateResult {
  return html`<div>
    <p class="title" dir="auto">${citation.title}</p>
    <p>${placeOf(citation).map((fact, at) => html`${at ? ', ' : ''}<bdi>${fact}</bdi>`)}</p>
    <p class="words" dir="auto">${citation.quote}</p>
    ${citation.sourceUrl ? html`<p class="address" dir="ltr">${citation.sourceUrl}</p>` : ''}
  </div>`;
}

function fill(prose: Element, answer: ConversationMessage | undefined): void {
  if (!answer) return;
  const numbers = new Set(answer.citations.map(({ number }) => number));
  const cite = (number: number) => {
    if (!numbers.has(number)) return undefined;
    const numeral = document.createElement('span');
    numeral.className = 'cite';
    numeral.textContent = String(number);
    return numeral;
  };
  new MarkdownStream(prose, cite).update(answer.content, true);
}
