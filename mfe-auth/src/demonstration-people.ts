import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { Capabilities } from '@voiceassist/shared/schemas';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

/** Somebody of the demonstration, with what it takes to sign in. */
export type Person = NonNullable<Capabilities['demonstration']>['signIns'][number];

/** Somebody of the demonstration was chosen. */
export class PersonEvent extends Event {
  static readonly type = 'va-person';

  constructor(readonly person: Person) {
    super(PersonEvent.type);
  }
}

/**
 * The people of the demonstration, to sign in as one of them.
 * @element va-demonstration-people
 * @fires va-person - one of them was chosen
 */
export class DemonstrationPeople extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        margin-block-start: var(--va-8);
      }
      h2 {
        padding-block-end: var(--va-2);
        border-block-end: 1.5px solid var(--va-text);
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        font-weight: 600;
        color: var(--va-text-2);
      }
      button {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--va-4);
        align-items: center;
        inline-size: 100%;
        padding: var(--va-3) 0;
        border: 0;
        border-block-end: var(--va-hair);
        background: none;
        text-align: start;
        cursor: pointer;
      }
      b {
        font-weight: 600;
      }
      button:hover b {
        color: var(--va-accent);
      }
      small {
        grid-column: 1;
        font-size: var(--va-text-sm);
        color: var(--va-text-3);
      }
      svg {
        grid-column: 2;
        grid-row: 1 / 3;
        color: var(--va-text-3);
      }
      :host(:dir(rtl)) svg {
        transform: scaleX(-1);
      }
    `,
  ];

  @property({ attribute: false }) people: Person[] = [];

  protected override render(): TemplateResult {
    return html`
      <section aria-labelledby="people">
        <h2 id="people">${msg('Or look around as a demonstration user')}</h2>
        ${this.people.map(
          (person) => html`
            <button type="button" data-email=${person.email} @click=${this.#onPerson}>
              <b>${person.label}</b><small>${person.description}</small>${icon('forward')}
            </button>
          `,
        )}
      </section>
    `;
  }

  #onPerson(event: Event): void {
    const { email } = (event.currentTarget as HTMLElement).dataset;
    const person = this.people.find((each) => each.email === email);
    if (person) this.dispatchEvent(new PersonEvent(person));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-demonstration-people': DemonstrationPeople;
  }
  interface HTMLElementEventMap {
    'va-person': PersonEvent;
  }
}
