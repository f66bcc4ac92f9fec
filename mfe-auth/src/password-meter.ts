import { msg } from '@lit/localize';
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { PasswordStrength } from './password-strength.js';
import { adviceText, scoreText } from './strength-text.js';

/** After the last key: a meter that jumps, or is read out, with every key keeps a person from typing. */
const PAUSE_MS = 400;

const loadEstimator = () => import('./password-strength.js');

/**
 * Says how hard a new password is to guess. What it stands on is large, and loaded when a person begins to type a new
 * password; without it there is no meter, and the form is as good: the server decides.
 */
export class PasswordMeter implements ReactiveController {
  #strength: PasswordStrength | undefined;
  #password = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** What others know about the person, such as name and address. */
    private readonly known: () => readonly string[],
    private readonly load = loadEstimator,
  ) {
    host.addController(this);
  }

  /** Whether there is an estimate to show. */
  get isShown(): boolean {
    return this.#strength !== undefined;
  }

  hostDisconnected(): void {
    this.#take('');
  }

  readonly onFocus = (): void => {
    void this.load().catch(() => undefined);
  };

  readonly onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.#take(event.target.value);
  };

  /** `id` is for the words, which describe the field. */
  render(id: string): TemplateResult {
    return html`
      <div class="strength" data-score=${this.#strength?.score ?? nothing}>
        ${this.#strength ? renderMeter(this.#strength.score) : ''}
        <p id=${id} role="status">${this.#strength ? renderWords(this.#strength) : ''}</p>
      </div>
    `;
  }

  #take(password: string): void {
    this.#password = password;
    clearTimeout(this.#timer);
    if (password) this.#timer = setTimeout(() => void this.#estimate(password), PAUSE_MS);
    else this.#show(undefined);
  }

  async #estimate(password: string): Promise<void> {
    const estimator = await this.load().catch(() => undefined);
    // What was typed since has its own turn.
    if (password === this.#password) this.#show(estimator?.estimateStrength(password, this.known()));
  }

  #show(strength: PasswordStrength | undefined): void {
    this.#strength = strength;
    this.host.requestUpdate();
  }
}

function renderWords(strength: PasswordStrength): TemplateResult {
  return html`<b>${scoreText(strength.score)}.</b> ${adviceText(strength)}`;
}

function renderMeter(score: PasswordStrength['score']): TemplateResult {
  return html`
    <meter
      class="sr"
      aria-label=${msg('Password strength')}
      aria-valuetext=${scoreText(score)}
      min="0"
      max="4"
      .value=${score}
    ></meter>
    <div class="meter" aria-hidden="true">
      ${[0, 1, 2, 3, 4].map((step) => html`<span class=${step <= score ? 'on' : 'off'}></span>`)}
    </div>
  `;
}
