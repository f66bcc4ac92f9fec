import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import { html, type TemplateResult } from 'lit';

/** What can be done with the form; `impossible` values stand in the way, once that was tried. */
export function renderActions(impossible: number, onCancel: () => void, onSave: () => void): TemplateResult {
  return html`
    <p class="refused" role="alert">${impossible ? refusedWords(impossible) : ''}</p>
    <div class="row">
      <button class="btn" @click=${onCancel}>${msg('Cancel')}</button>
      <button class="btn primary" @click=${onSave}>${msg('Use this context')}</button>
    </div>
  `;
}

/** Whether changes may go. */
export function renderQuestion(onDiscard: () => void, onKeep: () => void): TemplateResult {
  return html`
    <p role="alert">${msg('Your changes are not in use yet. Discard them?')}</p>
    <div class="row">
      <button class="btn danger" @click=${onDiscard}>${msg('Discard changes')}</button>
      <button class="btn primary keep" @click=${onKeep}>${msg('Keep editing')}</button>
    </div>
  `;
}

function refusedWords(count: number): string {
  return plural(count, {
    one: msg('1 value is impossible. Correct it first; nothing was changed.'),
    other: msg(str`${count} values are impossible. Correct them first; nothing was changed.`),
  });
}
