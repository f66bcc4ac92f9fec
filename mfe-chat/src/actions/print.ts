import { msg, str } from '@lit/localize';
import { controls, tokens } from '@voiceassist/shared';
import type { Citation } from '@voiceassist/shared/schemas';
import {
  adoptStyles,
  html,
  render,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from 'lit';
import { citationsUsed, placeOf, shownNumbers } from '../citations-used.js';
import type { Conversation, ConversationMessage } from '../conversation.js';
import { formatDateTime } from '../format.js';
import { MarkdownStream } from '../markdown/markdown-stream.js';
import { endedText, noneOf } from '../status-texts.js';
import { pageStyles, paperStyles } from './print.css.js';

/** The menu prints the whole conversation: the page's own sheet would be a second one. */
let isPrinting = false;

/** Prints a conversation: every answer with its references and their exact words, no controls. */
export function printConversation(conversation: Conversation): void {
  const clear = layOut(conversation);
  isPrinting = true;
  window.addEventListener(
    'afterprint',
    () => {
      isPrinting = false;
      clear();
    },
    { once: true },
  );
  window.print();
}

/** What the browser's own way to print prints in the place of the page. */
export interface PrintedPage {
  conversation: Conversation;
  /** All of it is here. */
  isWhole: boolean;
}

/**
 * Makes the browser's own way to print put the conversation on paper, and not the part of it that is on the screen; it
 * asks for it when the browser prints. Gives what ends it.
 */
function printWithPage(page: () => PrintedPage | undefined): () => void {
  let clear: (() => void) | undefined;
  const tidy = () => {
    clear?.();
    clear = undefined;
  };
  const life = new AbortController();
  const { signal } = life;
  const onBeforePrint = () => {
    const printed = page();
    if (isPrinting || !printed?.conversation.messages.length) return;
    tidy();
    clear = layOut(printed.conversation, printed.isWhole);
  };
  window.addEventListener('beforeprint', onBeforePrint, { signal });
  window.addEventListener('afterprint', tidy, { signal });
  signal.addEventListener('abort', tidy);
  return () => life.abort();
}

/** Puts a sheet on the page that is printed in its place; gives what takes it away. */
function layOut(conversation: Conversation, isWhole = true): () => void {
  const paper = paperOf(conversation, isWhole);
  const { styleSheet } = pageStyles;
  const { adoptedStyleSheets: before } = document;
  if (styleSheet && !before.includes(styleSheet)) document.adoptedStyleSheets = [...before, styleSheet];
  document.body.append(paper);
  return () => {
    paper.remove();
    if (document.querySelector('.va-paper')) return;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== styleSheet);
  };
}

function paperOf({ title, messages }: Conversation, isWhole: boolean): HTMLElement {
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
        ${
          isWhole
            ? ''
            : html`<p>
                ${msg('Earlier messages are not on this sheet. Choose Export and Print below an answer to print them too.')}
              </p>`
        }
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
      message.status === 'streaming'
        ? html`<p class="state">${msg('This answer was still being written when it was printed.')}</p>`
        : ''
    }
    ${
      used.length
        ? html`<section class="refs">
            <h3>${msg('References')}</h3>
            <ol>
              ${used.map((citation, at) => html`<li><span>[${at + 1}]</span>${renderSource(citation)}</li>`)}
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
  const numbers = shownNumbers(answer);
  const cite = (number: number) => {
    const shown = numbers.get(number);
    if (shown === undefined) return undefined;
    const numeral = document.createElement('span');
    numeral.className = 'cite';
    numeral.textContent = String(shown);
    return numeral;
  };
  new MarkdownStream(prose, cite).update(answer.content, true);
}

/** Makes the browser's own way to print print the conversation, as long as its element is on the page. */
export class PagePrint implements ReactiveController {
  #end: (() => void) | undefined;

  constructor(
    host: LitElement,
    private readonly page: () => PrintedPage | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#end ??= printWithPage(this.page);
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = undefined;
  }
}
