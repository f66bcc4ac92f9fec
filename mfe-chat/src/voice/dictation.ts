import { msg, str } from '@lit/localize';
import { controls, formatLocale, icon } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { askForCloud } from './cloud-dialog.js';
import { dictationStyles } from './dictation.css.js';
import { problemText, type DictationProblem } from './dictation-texts.js';
import { languageName } from './language-name.js';
import { Listening, type Ending, type Listener } from './listening.js';
import {
  availableLocally,
  availableRemotely,
  browserRecognition,
  type RecognitionConstructor,
} from './recognition.js';

/** Words were heard that stay; they belong where the caret is. */
export class DictationTextEvent extends Event {
  static readonly type = 'va-dictation-text';
  constructor(readonly text: string) {
    super(DictationTextEvent.type, { bubbles: true, composed: true });
  }
}

/** Listening has begun or ended. */
export class DictationChangeEvent extends Event {
  static readonly type = 'va-dictation-change';
  constructor() {
    super(DictationChangeEvent.type, { bubbles: true, composed: true });
  }
}

type Stage = 'idle' | 'checking' | 'offered' | 'installing' | 'starting' | 'listening' | 'ending';

/**
 * Dictation, on the device: says how it stands, and shows what was heard while it may still change. A browser that would
 * send the voice away does so only after the person has allowed it, for as long as this element lives.
 * @element va-dictation
 * @fires va-dictation-text - Words that stay.
 * @fires va-dictation-change - Listening has begun or ended.
 */
export class Dictation extends LitElement {
  static override styles = [controls, dictationStyles];

  @state() private stage: Stage = 'idle';
  @state() private interim = '';
  @state() private problem: DictationProblem | undefined;

  #isCloudAllowed = false;
  #isRemote = false;
  #lang = '';
  #session: Listening | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Whoever is gone is not listened to, not even for the length of a move.
    this.#session?.abort();
    this.#session = undefined;
    this.stage = 'idle';
    this.interim = '';
  }

  /** Whether it has begun and not ended. */
  get listening(): boolean {
    return this.stage === 'starting' || this.stage === 'listening' || this.stage === 'ending';
  }

  protected override render(): TemplateResult {
    return html`
      <div role="status">${this.#renderStage()}</div>
      ${this.interim ? html`<p class="interim" dir="auto" lang=${this.#lang}>${this.interim}</p>` : ''}
      ${this.stage === 'offered' ? this.#renderOffer() : ''}
      ${
        this.problem
          ? html`<div class="now problem" role="alert">
              ${icon('warning')}
              <p>${problemText(this.problem, this.#lang)}</p>
            </div>`
          : ''
      }
    `;
  }

  #renderStage(): TemplateResult | '' {
    const words = this.#stageText();
    return words
      ? html`<div class="now">
          ${icon('dictate')}
          <p>${words}</p>
        </div>`
      : '';
  }

  #stageText(): string {
    switch (this.stage) {
      case 'installing':
        return msg(
          str`The language pack for ${languageName(this.#lang)} is being fetched. Nothing is recorded yet.`,
        );
      case 'starting':
        return msg('The microphone is being opened.');
      case 'listening':
        return this.#isRemote
          ? msg('Listening. Your voice is being sent to the maker of this browser. Escape ends it.')
          : msg('Listening, on this computer only. Escape ends it.');
      case 'ending':
        return msg('The last words are being written.');
      default:
        return '';
    }
  }

  #renderOffer(): TemplateResult {
    const language = languageName(this.#lang);
    return html`
      <div class="now" role="group" aria-label=${msg('Language pack')}>
        ${icon('dictate')}
        <p>
          ${msg(str`To dictate ${language} on this computer, the browser needs its language pack once. It is fetched from the browser’s maker; your voice stays here.`)}
        </p>
        <button type="button" class="btn sm" @click=${this.#onInstall}>${msg('Fetch language pack')}</button>
        <button type="button" class="btn sm quiet" @click=${this.#onDecline}>${msg('Not now')}</button>
      </div>
    `;
  }

  /** Begins to listen, as soon as nothing stands against it. */
  async start(): Promise<void> {
    if (this.stage !== 'idle' && this.stage !== 'offered') return;
    const recognition = browserRecognition();
    this.problem = undefined;
    this.#lang = formatLocale();
    this.stage = 'checking';
    if (!recognition) return this.#fail('service-not-allowed');
    const local = await availableLocally(recognition, this.#lang);
    if (!this.isConnected) return;
    switch (local) {
      case 'available':
        return this.#listen(recognition, true);
      case 'downloadable':
        return this.#set('offered');
      case 'downloading':
        return this.#install(recognition);
      case 'unavailable':
        return this.#startRemotely(recognition);
    }
  }

  /** Ends listening; what was heard so far still becomes text. */
  stop(): void {
    if (this.stage !== 'starting' && this.stage !== 'listening') return;
    this.#set('ending');
    this.#session?.stop();
  }

  /** Ends listening at once; the words on the screen become text. */
  finish(): void {
    if (!this.listening) return;
    this.#session?.abort();
    if (this.interim) this.dispatchEvent(new DictationTextEvent(this.interim));
    this.#ended(undefined);
  }

  async #startRemotely(recognition: RecognitionConstructor): Promise<void> {
    if (!(await availableRemotely(recognition, this.#lang))) return this.#fail('language-not-supported');
    this.#isCloudAllowed ||= await askForCloud(this.renderRoot, this.#lang);
    if (!this.#isCloudAllowed) return this.#fail('refused');
    if (this.isConnected) this.#listen(recognition, false);
  }

  async #install(recognition: RecognitionConstructor): Promise<void> {
    this.#set('installing');
    let isInstalled: boolean | undefined;
    try {
      isInstalled = await recognition.install?.({ langs: [this.#lang], processLocally: true });
    } catch {
      isInstalled = false;
    }
    if (!this.isConnected) return;
    if (isInstalled) this.#listen(recognition, true);
    else this.#fail('install-failed');
  }

  #listen(recognition: RecognitionConstructor, isLocal: boolean): void {
    this.#isRemote = !isLocal;
    this.#set('starting');
    try {
      this.#session = new Listening(recognition, { lang: this.#lang, isLocal }, this.#listener);
    } catch {
      this.#fail('unknown');
    }
  }

  readonly #listener: Listener = {
    onStart: () => {
      if (this.stage === 'starting') this.#set('listening');
    },
    onInterim: (words) => (this.interim = words),
    onFinal: (words) => {
      this.dispatchEvent(new DictationTextEvent(words));
    },
    onEnd: (error) => this.#ended(error),
  };

  #ended(error: Ending): void {
    this.#session = undefined;
    this.interim = '';
    if (error) this.#fail(error);
    else this.#set('idle');
  }

  #fail(problem: DictationProblem): void {
    this.problem = problem;
    this.#set('idle');
  }

  #set(stage: Stage): void {
    this.stage = stage;
    this.dispatchEvent(new DictationChangeEvent());
  }

  async #onInstall(): Promise<void> {
    const recognition = browserRecognition();
    if (recognition) await this.#install(recognition);
  }

  #onDecline(): void {
    this.#set('idle');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-dictation': Dictation;
  }
  interface HTMLElementEventMap {
    'va-dictation-text': DictationTextEvent;
    'va-dictation-change': DictationChangeEvent;
  }
}
