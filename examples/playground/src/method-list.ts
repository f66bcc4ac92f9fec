import { controls } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Chat } from '../../../mfe-chat/src/chat.js';
import type { Member } from './manifest.js';
import { prose } from './prose.js';
import { ARGUMENTS } from './samples.js';
import { choicesOf, methods } from './settings.js';

/** A method was called. */
export class CalledEvent extends Event {
  static readonly type = 'called';
  constructor() {
    super(CalledEvent.type);
  }
}

/**
 * The methods of the element, each with its arguments and what it gave back.
 * @element playground-methods
 * @fires called - One of them was called.
 */
export class MethodList extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: grid;
        gap: var(--va-2);
        padding-block: var(--va-3);
        border-block-end: var(--va-hair);
      }
      form:last-child {
        border: 0;
      }
      .btn {
        justify-self: start;
        font-family: var(--va-font-mono);
        font-weight: 500;
      }
      p {
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        color: var(--va-text-2);
        text-wrap: pretty;
      }
      pre {
        max-block-size: 12rem;
        margin: 0;
        padding: var(--va-2) var(--va-3);
        overflow: auto;
        border-radius: var(--va-radius-s);
        background: var(--va-surface-sunken);
        font: var(--va-text-xs) / var(--va-lh-sm) var(--va-font-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) target: Chat | undefined;
  @state() private results: Readonly<Record<string, string>> = {};

  protected override render(): TemplateResult {
    return html`${methods.map((method) => this.#renderMethod(method))}`;
  }

  #renderMethod({ name, parameters = [], description }: Member): TemplateResult {
    const result = this.results[name];
    return html`
      <form data-method=${name} @submit=${this.#onSubmit}>
        <p id="about-${name}">${prose(description ?? '')}</p>
        ${parameters.map((parameter) => renderArgument(name, parameter))}
        <button class="btn sm" aria-describedby="about-${name}" ?disabled=${!this.target}>${name}()</button>
        ${result ? html`<pre role="status" aria-label="What ${name} gave" tabindex="0">${result}</pre>` : ''}
      </form>
    `;
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { method: name = '' } = form.dataset;
    const method = this.target?.[name as keyof Chat];
    if (typeof method !== 'function') return;
    const given: unknown = await Reflect.apply(method, this.target, [...new FormData(form).values()]);
    this.results = { ...this.results, [name]: given === undefined ? '' : String(given) };
    this.dispatchEvent(new CalledEvent());
  }
}

function renderArgument(
  method: string,
  parameter: NonNullable<Member['parameters']>[number],
): TemplateResult {
  const { name, description } = parameter;
  const id = `${method}-${name}`;
  const choices = choicesOf(parameter);
  return html`<div class="field">
    <label for=${id}>${name}: ${description}</label>
    ${
      choices.length
        ? html`<select class="in" id=${id} name=${name}>
            ${choices.map((choice) => html`<option>${choice}</option>`)}
          </select>`
        : html`<input class="in" id=${id} name=${name} autocomplete="off" value=${ARGUMENTS[name] ?? ''} />`
    }
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'playground-methods': MethodList;
  }
  interface HTMLElementEventMap {
    called: CalledEvent;
  }
}
