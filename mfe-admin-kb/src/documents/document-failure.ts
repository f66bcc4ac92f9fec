import { msg, str } from '@lit/localize';
import type { KbDocument } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { isolated } from '../format.js';

/** The line below a document that could not be read: why, and what can be done, by the `value` of the pressed button. */
export function documentFailure(
  { id, title, error, indexedVersion, version }: KbDocument,
  onFix: (event: Event) => void,
): TemplateResult {
  const text = error || msg('The document could not be read. Nothing was indexed.');
  const first = /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  const name = isolated(title);
  return html`<tr role="row" class="note">
    <td role="cell" colspan="8">
      <div class="fail">
        <p>
          <bdi><b>${first}</b>${text.slice(first.length)}</bdi>
          ${indexedVersion && indexedVersion < version ? msg(str`Version ${indexedVersion} stays in use.`) : ''}
        </p>
        <button
          type="button"
          class="btn sm"
          data-id=${id}
          value="retry"
          aria-label=${msg(str`Retry ${name}`)}
          @click=${onFix}
        >
          ${msg('Retry')}
        </button>
        <button
          type="button"
          class="btn sm"
          data-id=${id}
          value="replace"
          aria-label=${msg(str`Replace file: ${name}`)}
          @click=${onFix}
        >
          ${msg('Replace file')}
        </button>
        <button
          type="button"
          class="btn sm quiet"
          data-id=${id}
          value="delete"
          aria-label=${msg(str`Delete ${name}`)}
          @click=${onFix}
        >
          ${msg('Delete')}
        </button>
      </div>
    </td>
  </tr>`;
}
