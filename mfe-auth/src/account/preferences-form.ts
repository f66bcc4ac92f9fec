import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import {
  LOCALES,
  StreamController,
  configContext,
  controls,
  icon,
  preferencesContext,
  type Config,
  type PreferenceStore,
} from '@voiceassist/shared';
import type { Preferences } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formStyles } from '../form.css.js';
import { formatDuration } from '../format.js';
import { renderSelectField } from '../select-field.js';
import {
  IDLE_LIMIT_SECONDS,
  chosenIdle,
  chosenLocale,
  idleChoices,
  localeChoices,
  textSizeChoices,
  themeChoices,
  type Choice,
} from './preference-choices.js';
import { preferencesForm } from './preferences-form.css.js';
import { sectionStyles } from './section.css.js';

/**
 * How the portal looks and behaves for the person. Each choice takes effect at once.
 *
 * @element va-preferences-form
 */
export class PreferencesForm extends LitElement {
  static override styles = [controls, formStyles, sectionStyles, preferencesForm];

  /** The administrator's limit: seconds without input after which a session ends at the latest. */
  @property({ type: Number }) idleLimit = IDLE_LIMIT_SECONDS;

  @consume({ context: preferencesContext, subscribe: true })
  private store: PreferenceStore | undefined;

  @consume({ context: configContext, subscribe: true })
  private config: Config | undefined;

  /** The account could not keep the latest choice. */
  @state() private isLocal = false;
  #changes = 0;

  readonly #preferences = new StreamController(this, () => this.store?.preferences$);

  protected override updated(): void {
    // A select that was used does not follow the mark at its options any more.
    const { locale, idle } = this.#chosen;
    for (const select of this.renderRoot.querySelectorAll('select')) {
      select.value = select.name === 'locale' ? locale : idle;
    }
    // Each language is named in itself.
    for (const option of this.renderRoot.querySelectorAll('option')) {
      if (option.value in LOCALES) option.lang = option.value;
    }
  }

  protected override render(): TemplateResult {
    const { theme, textSize, locale, idle } = this.#chosen;
    return html`<section aria-labelledby="title">
      <div class="about">
        <h2 id="title">${msg('Preferences')}</h2>
        <p>
          ${
            this.store?.isKeptWithAccount
              ? msg('Each takes effect at once, and on your other computers too.')
              : msg('Each takes effect at once, on this computer.')
          }
        </p>
      </div>
      <div class="content" @change=${this.#onChange}>
        ${this.#renderRadios('theme', msg('Theme'), themeChoices(), theme)}
        ${renderSelectField({
          name: 'locale',
          label: msg('Language'),
          options: localeChoices(this.config?.environment ?? 'production'),
          value: locale,
        })}
        ${this.#renderRadios('text-size', msg('Text size'), textSizeChoices(), textSize)}
        ${this.#renderIdle(idle)}
        <p class="kept" role="status">
          ${
            this.isLocal
              ? html`${icon('warning')}${msg(
                  'Kept on this computer only; your account could not be reached.',
                )}`
              : nothing
          }
        </p>
      </div>
    </section>`;
  }

  #renderIdle(value: string): TemplateResult {
    const limit = formatDuration(this.idleLimit);
    return renderSelectField({
      name: 'idle',
      label: msg('Sign out without input after'),
      hint: msg(str`Your administrator’s limit is ${limit}.`),
      options: idleChoices(this.idleLimit).map((seconds) => [String(seconds), formatDuration(seconds)]),
      value,
    });
  }

  get #chosen() {
    const { theme = 'system', textSize = 'normal', locale, idleSeconds } = this.#preferences.value ?? {};
    return {
      theme,
      textSize,
      locale: chosenLocale(locale),
      idle: String(chosenIdle(idleSeconds, this.idleLimit)),
    };
  }

  #renderRadios(name: string, legend: string, choices: Choice<string>[], chosen: string): TemplateResult {
    return html`<fieldset>
      <legend>${legend}</legend>
      <div class="choices">
        ${choices.map(
          ([value, label]) =>
            html`<label>
              <input type="radio" name=${name} value=${value} .checked=${value === chosen} />
              ${label}
            </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #onChange(event: Event): void {
    const { name, value } = event.target as HTMLInputElement | HTMLSelectElement;
    void this.#change(changeOf(name, value));
  }

  async #change(changes: Preferences): Promise<void> {
    this.#changes += 1;
    const change = this.#changes;
    const isKept = await this.store?.change(changes).then(
      () => true,
      () => false,
    );
    // Whatever came later has the last word.
    if (change === this.#changes) this.isLocal = isKept === false;
  }
}

function changeOf(name: string, value: string): Preferences {
  if (name === 'locale') return { locale: value };
  if (name === 'idle') return { idleSeconds: Number(value) };
  const [theme] = themeChoices().find(([each]) => name === 'theme' && each === value) ?? [];
  const [textSize] = textSizeChoices().find(([each]) => name === 'text-size' && each === value) ?? [];
  return { ...(theme && { theme }), ...(textSize && { textSize }) };
}

declare global {
  interface HTMLElementTagNameMap {
    'va-preferences-form': PreferencesForm;
  }
}
