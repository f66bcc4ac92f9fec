import { msg, str } from '@lit/localize';
import { controls, icon, plural, type IconName } from '@voiceassist/shared';
import type { SourceRun } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount, formatDay } from '../format.js';
import { RunRequestEvent } from './events.js';
import { problemWords } from './problem-words.js';

/**
 * How the latest look at the files went: counts, what failed and why, and what was held back.
 *
 * @element va-run-report
 * @fires va-run-request - what was held back is to be deleted
 */
export class RunReport extends LitElement {
  static override styles = [
    controls,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-1) var(--va-4);
        align-items: center;
        padding-block: var(--va-3) var(--va-2);
        color: var(--va-text-2);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(5.5rem, 1fr));
        border-block: var(--va-hair);
      }
      dl div {
        display: flex;
        flex-direction: column-reverse;
        padding-block: var(--va-2);
      }
      dt {
        font-size: var(--va-text-sm);
        color: var(--va-text-2);
      }
      dd {
        font-size: var(--va-text-lg);
        line-height: var(--va-lh-lg);
        font-weight: 600;
        font-variant-numeric: tabular-nums lining-nums;
      }
      .word {
        padding-block: var(--va-2);
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }
      .held {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-2) var(--va-4);
        align-items: center;
        margin-block: var(--va-3);
        padding: var(--va-2) var(--va-4);
        border-inline-start: 3px solid var(--va-warn);
        background: var(--va-warn-soft);
      }
      .held p {
        flex: 1 1 16rem;
      }
      li {
        padding-block: var(--va-2);
        border-block-end: var(--va-hair);
        overflow-wrap: anywhere;
      }
      li small {
        display: block;
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        color: var(--va-text-2);
      }
    `,
  ];

  @property({ attribute: false }) run: SourceRun | undefined;

  protected override render(): TemplateResult {
    const { run } = this;
    if (!run) return html`<p class="word">${msg('The files were not read yet.')}</p>`;
    const { word, shape, tone } = statusOf(run);
    return html`<p class="head" role="status">
        <span class="tag ${tone}">${icon(shape, 's')}${word}</span>
        <time datetime=${run.startedAt}>${formatDay(new Date(run.startedAt))}</time>
        <span dir="auto">${run.requestedByName ?? msg('By schedule')}</span>
      </p>
      <dl>
        ${figure(msg('New'), run.added)} ${figure(msg('Changed'), run.changed)}
        ${figure(msg('Unchanged'), run.unchanged)} ${figure(msg('Gone'), run.gone)}
        ${figure(msg('Failed'), run.failed)}
      </dl>
      ${run.problem ? html`<p class="word">${problemWords(run.problem)} ${msg('Nothing was changed.')}</p>` : nothing}
      ${run.heldBack > 0 ? this.#renderHeldBack(run.heldBack) : nothing}
      ${run.failures.length > 0 ? this.#renderFailures(run) : nothing}`;
  }

  #renderHeldBack(count: number): TemplateResult {
    const held = formatCount(count);
    return html`<div class="held">
      <p>
        ${msg(
          str`${held} files are gone at once, most of all there were. Their documents were kept, in case this is a mistake at the source.`,
        )}
      </p>
      <button type="button" class="btn sm danger" @click=${this.#onConfirm}>
        ${msg(str`Delete these ${held} documents`)}
      </button>
    </div>`;
  }

  #renderFailures({ failures, failed }: SourceRun): TemplateResult {
    const [shown, all] = [failures.length, failed].map(formatCount);
    return html`<ul aria-label=${msg('Files that failed')}>
        ${failures.map(
          ({ path, reason }) => html`<li><bdi>${path}</bdi><small dir="auto">${reason}</small></li>`,
        )}
      </ul>
      ${failed > failures.length ? html`<p class="word">${msg(str`The first ${shown} of ${all}.`)}</p>` : nothing}`;
  }

  #onConfirm(): void {
    this.dispatchEvent(new RunRequestEvent(true));
  }
}

const figure = (name: string, count: number): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd>${formatCount(count)}</dd>
  </div>`;

function statusOf({ status, found }: SourceRun): { word: string; shape: IconName; tone: string } {
  const figures = formatCount(found);
  switch (status) {
    case 'running':
      return {
        word:
          found > 0
            ? plural(found, { one: msg('Reading 1 file'), other: msg(str`Reading ${figures} files`) })
            : msg('Looking for files'),
        shape: 'working',
        tone: 'work',
      };
    case 'done':
      return { word: msg('Done'), shape: 'check', tone: 'ok' };
    case 'failed':
      return { word: msg('Failed'), shape: 'error', tone: 'bad' };
    case 'interrupted':
      return { word: msg('Interrupted'), shape: 'warning', tone: 'warn' };
    case 'cancelled':
      return { word: msg('Cancelled'), shape: 'close', tone: 'idle' };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-run-report': RunReport;
  }
}
