import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { Following } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatMoment, isolated } from '../format.js';
import { SOURCE_TYPES, sourceTypeName, specialties, specialtyName } from '../vocabulary.js';
import { FollowingChangeEvent, RunRequestEvent } from './events.js';

/** The schedules that can be chosen, as cron has them. */
const schedules = (): [string, string][] => [
  ['', msg('Only when asked')],
  ['0 * * * *', msg('Every hour')],
  ['0 */6 * * *', msg('Every six hours')],
  ['0 2 * * *', msg('Every night at 2 o’clock')],
  ['0 2 * * 0', msg('On Sundays at 2 o’clock')],
];

/**
 * What is read again and again, when, and how its documents are described.
 *
 * @element va-followed-files
 * @fires va-following-change
 * @fires va-run-request
 */
export class FollowedFiles extends LitElement {
  static override styles = [
    controls,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: var(--va-4);
        padding-block: var(--va-4);
      }
      li {
        display: flex;
        gap: var(--va-3);
        align-items: center;
        justify-content: space-between;
        padding-block: var(--va-1);
        border-block-end: var(--va-hair);
      }
      bdi {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-2) var(--va-4);
        align-items: center;
        padding-block: var(--va-4) var(--va-2);
        color: var(--va-text-2);
      }
      .word {
        padding-block: var(--va-3);
        color: var(--va-text-2);
        text-wrap: pretty;
      }
    `,
  ];

  @property({ attribute: false }) following: Following | undefined;
  /** Something is being read: no more can be started. */
  @property({ type: Boolean }) busy = false;

  protected override render(): TemplateResult {
    const { following } = this;
    if (!following) return html``;
    const { paths, nextRunAt } = following;
    const next = nextRunAt ? formatMoment(new Date(nextRunAt)) : '';
    return html`
      ${paths.length === 0 ? this.#renderNone() : this.#renderPaths(following)}
      <div class="fields">
        ${this.#renderChoice('schedule', msg('How often'), following.schedule ?? '', this.#schedules(following))}
        ${this.#renderChoice('whenGone', msg('When a file is gone'), following.whenGone, [
          ['delete', msg('Delete its document')],
          ['keep', msg('Keep its document')],
        ])}
        ${this.#renderChoice('sourceType', msg('Type'), following.sourceType, named(SOURCE_TYPES, sourceTypeName))}
        ${this.#renderChoice('specialty', msg('Specialty'), following.specialty, named(specialties(), specialtyName))}
      </div>
      <div class="bar">
        <button
          type="button"
          class="btn"
          aria-disabled=${this.busy || paths.length === 0}
          @click=${this.#onRun}
        >
          ${icon('retry')}${msg('Read now')}
        </button>
        ${next ? html`<p>${msg(str`Next: ${next}`)}</p>` : nothing}
      </div>
    `;
  }

  #renderNone(): TemplateResult {
    return html`<p class="word">
      ${msg('Nothing is followed yet. What you index is followed: its changes are taken over, and what comes into its folders.')}
    </p>`;
  }

  #renderPaths({ paths }: Following): TemplateResult {
    return html`<ul aria-label=${msg('What is followed')}>
      ${paths.map(
        ({ path, isFolder }) =>
          html`<li>
            <bdi>${path === '/' ? msg('Everything') : isFolder ? `${path}/` : path}</bdi>
            <button
              type="button"
              class="btn sm quiet"
              value=${path}
              aria-label=${msg(str`Stop following ${isolated(path)}`)}
              @click=${this.#onStop}
            >
              ${msg('Stop following')}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #renderChoice(
    name: keyof Following & string,
    label: string,
    value: string,
    options: [string, string][],
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select class="in" id=${name} name=${name} .value=${value} @change=${this.#onChange}>
        ${options.map(
          ([word, words]) => html`<option value=${word} ?selected=${word === value}>${words}</option>`,
        )}
      </select>
    </div>`;
  }

  /** One that somebody set elsewhere is shown as it is. */
  #schedules({ schedule }: Following): [string, string][] {
    const known = schedules();
    return schedule && !known.some(([cron]) => cron === schedule) ? [...known, [schedule, schedule]] : known;
  }

  #onChange({ currentTarget }: Event): void {
    const { name, value } = currentTarget as HTMLSelectElement;
    this.dispatchEvent(new FollowingChangeEvent({ [name]: value || null }));
  }

  #onStop({ currentTarget }: Event): void {
    const { value } = currentTarget as HTMLButtonElement;
    const paths = this.following?.paths.filter(({ path }) => path !== value) ?? [];
    this.dispatchEvent(new FollowingChangeEvent({ paths }));
  }

  #onRun(): void {
    if (!this.busy && this.following?.paths.length) this.dispatchEvent(new RunRequestEvent(false));
  }
}

const named = (words: readonly string[], nameOf: (word: string) => string): [string, string][] =>
  words.map((word) => [word, nameOf(word)]);

declare global {
  interface HTMLElementTagNameMap {
    'va-followed-files': FollowedFiles;
  }
}
