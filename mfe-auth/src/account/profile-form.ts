import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import {
  StreamController,
  WorkController,
  apiContext,
  controls,
  icon,
  sessionContext,
  type Api,
  type AuthTokenStream,
} from '@voiceassist/shared';
import type { User } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { renderField } from '../field.js';
import { FormController } from '../form-controller.js';
import { renderFormSummary } from '../form-summary.js';
import { formStyles } from '../form.css.js';
import { roleName } from '../person.js';
import { specialties } from '../specialties.js';
import { CapabilitiesController } from './capabilities-controller.js';
import { profileSchema } from './profile-schema.js';
import { sectionStyles } from './section.css.js';

/**
 * Who the person is for colleagues.
 *
 * @element va-profile-form
 */
export class ProfileForm extends LitElement {
  static override styles = [
    controls,
    formStyles,
    sectionStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: var(--va-4) var(--va-3);
      }
      dt {
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        font-weight: 500;
        color: var(--va-text-2);
      }
      dd {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @consume({ context: apiContext, subscribe: true })
  private api: Api | undefined;

  @consume({ context: sessionContext, subscribe: true })
  private session: AuthTokenStream | undefined;

  @state() private isSaved = false;

  readonly #user = new StreamController(this, () => this.session?.user$);
  readonly #form = new FormController(this, {
    schema: profileSchema,
    send: (values) => this.#save(values),
  });

  readonly #server = new CapabilitiesController(this, () => this.api);

  constructor() {
    super();
    new WorkController(this, 'unsaved', () => this.#form.isEdited);
  }

  protected override render(): TemplateResult | typeof nothing {
    const user = this.#user.value;
    if (!user) return nothing;
    return html`<section aria-labelledby="title">
      <div class="about">
        <h2 id="title">${msg('Profile')}</h2>
        <p>${msg('Who you are for your colleagues.')}</p>
      </div>
      <div class="content">${renderFixed(user)} ${this.#renderForm(user)}</div>
    </section>`;
  }

  #renderForm({ firstName, lastName, specialty }: User): TemplateResult {
    const { fieldErrors, isBusy, onSubmit } = this.#form;
    const labels = {
      first_name: msg('First name'),
      last_name: msg('Last name'),
      specialty: msg('Specialty'),
    };
    return html`
      ${renderFormSummary(this.#form, labels)}
      <form novalidate @submit=${onSubmit} @input=${this.#onInput}>
        <div class="pair">
          ${renderField(
            { name: 'first_name', label: labels.first_name, autocomplete: 'given-name', value: firstName },
            fieldErrors,
          )}
          ${renderField(
            { name: 'last_name', label: labels.last_name, autocomplete: 'family-name', value: lastName },
            fieldErrors,
          )}
        </div>
        ${
          this.#server.value?.lacks?.includes('specialty')
            ? nothing
            : renderField(
                {
                  name: 'specialty',
                  label: labels.specialty,
                  autocomplete: 'off',
                  isOptional: true,
                  value: specialty ?? '',
                  suggestions: specialties(),
                },
                fieldErrors,
              )
        }
        <div class="save">
          <button class="btn primary" aria-disabled=${isBusy}>
            ${isBusy ? msg('Saving profile') : msg('Save profile')}
          </button>
          <p class="saved" role="status">
            ${this.isSaved ? html`${icon('check')}${msg('Profile saved.')}` : nothing}
          </p>
        </div>
      </form>
    `;
  }

  async #save({ first_name = '', last_name = '', specialty = '' }: Record<string, string>): Promise<void> {
    const { api, session } = this;
    if (!api || !session?.user) return;
    this.isSaved = false;
    session.updateUser(
      await api.users.update(session.user.id, {
        firstName: first_name.trim(),
        lastName: last_name.trim(),
        specialty: specialty.trim() || null,
      }),
    );
    this.isSaved = true;
  }

  #onInput(): void {
    this.#form.isEdited = true;
    this.requestUpdate();
    this.isSaved = false;
  }
}

/** What the person cannot change. */
function renderFixed({ email, role }: User): TemplateResult {
  return html`<dl>
    <div>
      <dt>${msg('Email')}</dt>
      <dd><bdi dir="ltr">${email}</bdi></dd>
      <dd class="hint">${msg('It cannot be changed here. Ask your administrator if it is not right.')}</dd>
    </div>
    <div>
      <dt>${msg('Role')}</dt>
      <dd>${roleName(role)}</dd>
    </div>
  </dl>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'va-profile-form': ProfileForm;
  }
}
