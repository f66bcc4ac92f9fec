import { msg } from '@lit/localize';
import type { Mode } from '@voiceassist/shared/schemas';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionStatus, Conversation } from './conversation.js';
import { modeText, statusText } from './status-texts.js';

const DOTS: Record<ConnectionStatus, string> = {
  connecting: 'dot wait',
  connected: 'dot',
  reconnecting: 'dot wait',
  offline: 'dot off',
  closed: 'dot off',
};

/** The head line: what the conversation is about, and how the connection stands. */
export function renderHead({ title, connection, messages }: Conversation, mode: Mode): TemplateResult {
  const name = title || messages[0]?.content;
  return html`
    <div class="head" part="head">
      <slot name="start"></slot>
      <h1 part="title" dir=${name ? 'auto' : nothing}>
        ${name || msg('New conversation')} <bdi>· ${modeText(mode)}</bdi>
      </h1>
      <span class="status" part="status" role="status"
        ><span class=${DOTS[connection]}></span>${statusText(connection)}</span
      >
    </div>
  `;
}

/** Says that a draft is back, and lets it be discarded. */
export function renderDraftNote(isBack: boolean, onDiscard: () => void): TemplateResult {
  return html`
    <div class="draft">
      <p aria-live="polite">${isBack ? msg('Your draft from before is back.') : ''}</p>
      ${isBack ? html`<button class="btn sm quiet" @click=${onDiscard}>${msg('Discard')}</button>` : ''}
    </div>
  `;
}

/** A problem that belongs to no message. */
export function renderProblem(words: string): TemplateResult {
  return html`<div class="problem" part="problem" role="alert"><p dir="auto">${words}</p></div>`;
}
