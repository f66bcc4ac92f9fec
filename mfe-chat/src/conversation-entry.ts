import { msg, str } from '@lit/localize';
import { icon, plural } from '@voiceassist/shared';
import type { Conversation } from '@voiceassist/shared/schemas';
import { html, nothing, type TemplateResult } from 'lit';
import type { DayAge } from './day-groups.js';
import { formatCount, formatDay, formatTime, formatWeekday } from './format.js';

/** A conversation in the list: a link to it, and what can be done to it. */
export function renderEntry(
  { id, title, mode, updatedAt, sourceCount }: Conversation,
  age: DayAge,
  isCurrent: boolean,
  onChange: (event: Event) => void,
): TemplateResult {
  const name = title || msg('New conversation');
  const sources = sourceCount ? sourcesWords(sourceCount) : '';
  const facts = [mode === 'case_workspace' ? msg('Case') : '', sources].filter(Boolean).join(' · ');
  return html`
    <a
      href=${`/chat/${encodeURIComponent(id)}`}
      data-id=${id}
      aria-current=${isCurrent ? 'page' : nothing}
      aria-keyshortcuts="F2 Delete"
    >
      <span dir="auto">${name}</span>
      <small><time datetime=${updatedAt}>${TIMES[age](updatedAt)}</time><span>${facts}</span></small>
    </a>
    <div class="acts">
      <button
        class="btn sm quiet icon"
        data-id=${id}
        data-change="rename"
        aria-label=${msg(str`Rename “${name}”`)}
        @click=${onChange}
      >
        ${icon('edit', 's')}
      </button>
      <button
        class="btn sm quiet icon"
        data-id=${id}
        data-change="delete"
        aria-label=${msg(str`Delete “${name}”`)}
        @click=${onChange}
      >
        ${icon('delete', 's')}
      </button>
    </div>
  `;
}

const TIMES: Record<DayAge, (updatedAt: string) => string> = {
  today: formatTime,
  yesterday: formatTime,
  week: formatWeekday,
  earlier: formatDay,
};

function sourcesWords(count: number): string {
  return plural(count, { one: msg('1 source'), other: msg(str`${formatCount(count)} sources`) });
}
