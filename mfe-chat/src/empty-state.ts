import { msg, str } from '@lit/localize';
import { icon, plural } from '@voiceassist/shared';
import { html, type TemplateResult } from 'lit';
import type { Knowledge } from './conversation.js';
import { formatCount, formatLongDay } from './format.js';

/** A question to begin with. */
export interface Suggestion {
  label: string;
  question: string;
}

/** What a conversation without messages shows: what answers are made from, and questions to begin with. */
export function renderEmptyState(
  knowledge: Knowledge | undefined,
  suggestions: readonly Suggestion[],
  onSuggestion: (event: Event) => void,
): TemplateResult {
  return html`
    <div class="empty" part="empty">
      <h2>${msg('What do you need to check?')}</h2>
      <p class="lead">${source(knowledge)} ${msg('If they do not hold an answer, you are told so.')}</p>
      ${
        suggestions.length
          ? html`<div class="suggestions">
              ${suggestions.map(
                ({ label, question }) => html`
                  <button part="suggestion" data-question=${question} @click=${onSuggestion}>
                    <small dir="auto">${label}</small><span dir="auto">${question}</span>${icon('forward')}
                  </button>
                `,
              )}
            </div>`
          : ''
      }
    </div>
  `;
}

function source(knowledge: Knowledge | undefined): string {
  const { documents = 0, newest } = knowledge ?? {};
  if (!documents) return msg('Answers come only from your hospital’s documents.');
  const count = formatCount(documents);
  const day = formatLongDay(newest ?? '');
  if (!day) {
    return plural(documents, {
      one: msg('Answers come only from your one document.'),
      other: msg(str`Answers come only from your ${count} documents.`),
    });
  }
  return plural(documents, {
    one: msg(str`Answers come only from your one document of ${day}.`),
    other: msg(str`Answers come only from your ${count} documents, the newest of ${day}.`),
  });
}
