import { msg } from '@lit/localize';
import { describeError, icon } from '@voiceassist/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { describeReading } from '../reading-words.js';
import type { Remote } from './remote.js';

/** What stands in the place of something that is on its way, is not there, or is no longer fresh. */
export function missing(remote: Remote<unknown>): TemplateResult | typeof nothing {
  if (remote.error) {
    const { title, detail } = describeReading(remote.error);
    return html`<p class="wrong" role="status">
      ${icon('warning')}<span>${title} ${detail}</span>
      <button type="button" class="btn sm" @click=${() => remote.refresh()}>${msg('Retry')}</button>
    </p>`;
  }
  return remote.value === undefined ? html`<p class="empty" role="status">${msg('Loading…')}</p>` : nothing;
}

/** An error of something that was tried; nothing while there is none. */
export function failure(error: unknown, describe = describeError): TemplateResult | typeof nothing {
  if (!error) return nothing;
  const { title, detail } = describe(error);
  return html`<p class="wrong" role="alert">${icon('warning')}<span>${title} ${detail}</span></p>`;
}
