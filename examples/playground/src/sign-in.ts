import { controls, describeError, icon } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Identity } from './identity.js';

type Person = Awaited<ReturnType<Identity['demonstration']>>[number];

/** Somebody has signed in. */
export class SignedInEvent extends Event {
  static readonly type = 'signed-in';
  constructor(readonly email: string) {
    super(SignedInEvent.type);
  }
}

/**
 * Signs in at the real server, so that the element has somebody to speak for.
 * @element playground-sign-in
 * @fires signed-in - Somebody has signed in.
 */
export class SignIn extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: grid;
        gap: var(--va-4);
        inline-size: min(22rem, 100%);
        margin: auto;
      }
      h2 {
        font-size: var(--va-text-xl);
        line-height: var(--va-lh-xl);
        font-weight: 600;
        letter-spacing: -0.018em;
      }
      p {
        color: var(--va-text-2);
        text-wrap: pretty;
      }
      .problem {
        display: flex;
        gap: var(--va-2);
        color: var(--va-danger);
      }
      ul {
        border-block-start: 1.5px solid var(--va-text);
      }
      li button {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: var(--va-3);
        inline-size: 100%;
        min-block-size: 2.75rem;
        padding: 0;
        border: 0;
        border-block-end: var(--va-hair);
        background: none;
        text-align: start;
        font-weight: 500;
        cursor: pointer;
      }
      li button:hover {
        color: var(--va-accent);
      }
    `,
  ];

  @property({ attribute: false }) identity!: Identity;
  @state() private people: readonly Person[] = [];
  @state() private problem = '';
  @state() private waiting = false;
  @query('[name="email"]') private readonly email!: HTMLInputElement;
  @query('[name="password"]') private readonly password!: HTMLInputElement;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#findPeople();
  }

  protected override render(): TemplateResult {
    return html`
      <form @submit=${this.#onSubmit}>
        <div>
          <h2>Sign in to try it</h2>
          <p>The element speaks to the real server. Its token stays in the memory of this page.</p>
        </div>
        <div class="field">
          <label for="email">Email</label>
          <input class="in" id="email" name="email" type="email" autocomplete="username" required />
        </div>
        <div class="field">
          <label for="password">Password</label>
          <input
            class="in"
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
          />
        </div>
        ${this.problem ? html`<p class="problem" role="alert">${icon('error')}${this.problem}</p>` : ''}
        <button class="btn primary" ?disabled=${this.waiting}>Sign in</button>
        ${
          this.people.length
            ? html`<ul aria-label="Demonstration accounts">
                ${this.people.map(
                  ({ label }, index) =>
                    html`<li>
                      <button type="button" data-index=${index} @click=${this.#onPerson}>
                        ${label}${icon('forward', 's')}
                      </button>
                    </li>`,
                )}
              </ul>`
            : ''
        }
      </form>
    `;
  }

  async #findPeople(): Promise<void> {
    try {
      this.people = await this.identity.demonstration();
    } catch (error) {
      this.#say(error);
    }
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    void this.#signIn(this.email.value, this.password.value);
  }

  #onPerson(event: Event): void {
    const person = this.people[Number((event.currentTarget as HTMLElement).dataset.index)];
    if (person) void this.#signIn(person.email, person.password);
  }

  async #signIn(email: string, password: string): Promise<void> {
    this.waiting = true;
    this.problem = '';
    try {
      await this.identity.signIn(email, password);
      this.dispatchEvent(new SignedInEvent(email));
    } catch (error) {
      this.#say(error);
    } finally {
      this.waiting = false;
    }
  }

  #say(error: unknown): void {
    const { title, detail } = describeError(error);
    this.problem = [title, detail].filter(Boolean).join('. ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'playground-sign-in': SignIn;
  }
  interface HTMLElementEventMap {
    'signed-in': SignedInEvent;
  }
}
