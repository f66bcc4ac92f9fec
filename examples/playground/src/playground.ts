import {
  activeLocale,
  controls,
  directionOf,
  icon,
  showLocale,
  tokens,
  type Config,
} from '@voiceassist/shared';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Chat } from '../../../mfe-chat/src/chat.js';
import type { Identity } from './identity.js';
import { element, type Described } from './manifest.js';
import { markupOf } from './markup.js';
import { playgroundStyles } from './playground.css.js';
import { prose } from './prose.js';
import { SAMPLES } from './samples.js';
import { renderField } from './setting-field.js';
import { settings, type Setting } from './settings.js';
import type { SignedInEvent } from './sign-in.js';
import type { Surroundings, SurroundingsEvent } from './stage-bar.js';
import { fillSlots, read, set } from './subject.js';

/**
 * The chat element with a control for everything that its manifest names.
 * @element voiceassist-playground
 */
export class Playground extends LitElement {
  static override styles = [tokens, controls, playgroundStyles];

  @property({ attribute: false }) config!: Config;
  @property({ attribute: false }) identity!: Identity;

  @state() private chat: Chat | undefined;
  @state() private who = '';
  @state() private copied = '';
  @state() private surroundings: Surroundings = {
    width: 0,
    colours: 'auto',
    direction: '',
    locale: activeLocale(),
  };
  @state() private values: ReadonlyMap<Setting, string> = new Map();
  @state() private problems: Readonly<Record<string, string>> = {};
  @state() private slots: ReadonlySet<string> = new Set();
  @state() private cssProperties: ReadonlyMap<string, string> = new Map();
  @state() private marked = '';

  @query('.frame') private readonly frame!: HTMLElement;

  /** Marks the part that was chosen; a sheet of its own, because only CSS reaches a part. */
  readonly #marker = new CSSStyleSheet();
  /** What the element sets itself is shown too. */
  readonly #observer = new MutationObserver(() => this.#readBack());

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    if (root instanceof ShadowRoot) root.adoptedStyleSheets.push(this.#marker);
    return root;
  }

  protected override firstUpdated(): void {
    this.values = new Map(
      settings.map((setting) => {
        const { name, kind } = setting;
        return [setting, name === 'apiUrl' ? this.config.apiUrl : kind === 'function' ? 'signed in' : ''];
      }),
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('marked')) {
      this.#marker.replaceSync(
        this.marked &&
          `va-chat::part(${this.marked}) { outline: 2px dashed var(--va-danger); outline-offset: 2px; }`,
      );
    }
  }

  protected override render(): TemplateResult {
    return html`
      <header>
        ${icon('logo')}
        <h1>VoiceAssist playground</h1>
        <p><code>&lt;va-chat&gt;</code></p>
        <span class="demo" ?hidden=${!this.config.demonstration}>Demonstration – not for care</span>
        ${
          this.who
            ? html`<span class="who">${this.who}</span
                ><button class="btn sm quiet" @click=${this.#onSignOut}>Sign out</button>`
            : ''
        }
      </header>
      <main>
        <section class="stage" aria-label="The element">
          <playground-stage-bar
            .surroundings=${this.surroundings}
            @surroundings=${this.#onSurroundings}
            @renew=${this.#mount}
          ></playground-stage-bar>
          ${this.#renderFrame()}
        </section>
        <section class="events" aria-labelledby="events">
          <h2 id="events">Events</h2>
          <playground-event-log .source=${this.chat}></playground-event-log>
        </section>
        <section class="markup" aria-labelledby="markup">
          <div class="row">
            <h2 id="markup">Markup</h2>
            <span role="status">${this.copied}</span>
            <button class="btn sm" @click=${this.#onCopy}>${icon('copy', 's')}Copy</button>
          </div>
          <pre tabindex="0" aria-label="Markup of what is set">${this.#markup}</pre>
        </section>
        <section class="controls" aria-label="Controls">${this.#renderControls()}</section>
      </main>
    `;
  }

  protected override updated(): void {
    const { width } = this.surroundings;
    // An attribute would be a style in the page, which its policy refuses.
    this.frame.style.inlineSize = width ? `${width}px` : '100%';
  }

  #renderFrame(): TemplateResult {
    const { direction, locale } = this.surroundings;
    return html`<div class="ground" tabindex="0" role="group" aria-label="Frame">
      <div class="frame" dir=${direction || directionOf(locale)}>
        ${
          this.chat ??
          html`<playground-sign-in
            dir="ltr"
            .identity=${this.identity}
            @signed-in=${this.#onSignedIn}
          ></playground-sign-in>`
        }
      </div>
    </div>`;
  }

  #renderControls(): TemplateResult {
    const withAttribute = settings.filter(({ attribute }) => attribute);
    const others = settings.filter(({ attribute }) => !attribute);
    return html`
      <h2>Attributes</h2>
      ${withAttribute.map((setting) => this.#renderSetting(setting))}
      <h2>Properties without an attribute</h2>
      ${others.map((setting) => this.#renderSetting(setting))}
      <h2>Methods</h2>
      <playground-methods .target=${this.chat} @called=${this.#readBack}></playground-methods>
      <h2>Slots</h2>
      ${element.slots.map((slot) => this.#renderSlot(slot))}
      <h2>Parts</h2>
      <div class="setting">
        <label for="part">Show where it is</label>
        <select class="in" id="part" @change=${this.#onPart}>
          <option value="">none</option>
          ${element.cssParts.map(({ name, description }) => html`<option value=${name}>${name}: ${description}</option>`)}
        </select>
      </div>
      <h2>Custom properties</h2>
      <details>
        <summary>${element.cssProperties.length} that a page may set</summary>
        ${element.cssProperties.map((each) => this.#renderCssProperty(each))}
      </details>
    `;
  }

  #renderSetting(setting: Setting): TemplateResult {
    return renderField({
      setting,
      value: this.values.get(setting) ?? '',
      shown: this.chat ? read(this.chat, setting) : '',
      problem: this.problems[setting.name] ?? '',
      onChange: this.#onChange,
      onSample: this.#onSample,
    });
  }

  #renderSlot({ name, description }: Described): TemplateResult {
    return html`<label class="check"
      ><input type="checkbox" name=${name} .checked=${this.slots.has(name)} @change=${this.#onSlot} /><span
        ><code>${name}</code> ${prose(description ?? '')}</span
      ></label
    >`;
  }

  #renderCssProperty({ name, description, default: usual = '' }: Described): TemplateResult {
    return html`<div class="setting">
      <label for=${name}><code>${name}</code></label>
      <input
        class="in"
        id=${name}
        name=${name}
        placeholder=${usual}
        spellcheck="false"
        autocomplete="off"
        aria-describedby="about-${name}"
        .value=${this.cssProperties.get(name) ?? ''}
        @change=${this.#onCssProperty}
      />
      <p class="about" id="about-${name}">${prose(description ?? '')}</p>
    </div>`;
  }

  get #markup(): string {
    return markupOf({ values: this.values, slots: [...this.slots], cssProperties: this.cssProperties });
  }

  /** Takes out the element that is there, and puts in a new one with all that is set. */
  #mount(): void {
    if (!this.who) return;
    this.#observer.disconnect();
    const chat = document.createElement('va-chat');
    for (const [setting, value] of this.values) if (value) this.#set(chat, setting, value);
    for (const [name, value] of this.cssProperties) chat.style.setProperty(name, value);
    fillSlots(chat, this.slots);
    for (const { name } of element.events) chat.addEventListener(name, this.#readBack);
    this.#observer.observe(chat, { attributes: true });
    this.chat = chat;
  }

  #set(chat: Chat, setting: Setting, value: string): void {
    set(chat, setting, value, {
      'signed in': this.identity.getToken,
      fails: () => Promise.reject(new Error('The playground gives no token.')),
    });
  }

  /** The element may have changed what a control shows. */
  readonly #readBack = (): void => {
    const { chat } = this;
    if (!chat) return;
    this.values = new Map(
      [...this.values].map(([setting, value]) => {
        const isPlain = setting.kind === 'text' || setting.kind === 'choice' || setting.kind === 'switch';
        return [setting, isPlain ? read(chat, setting) : value];
      }),
    );
  };

  readonly #onChange = ({ currentTarget }: Event): void => {
    const control = currentTarget as HTMLInputElement;
    const setting = settings.find(({ name }) => name === control.name);
    const value = control.type === 'checkbox' ? (control.checked ? 'true' : '') : control.value;
    if (setting) this.#change(setting, value);
  };

  readonly #onSample = ({ currentTarget }: Event): void => {
    const { value: name } = currentTarget as HTMLButtonElement;
    const setting = settings.find((each) => each.name === name);
    if (setting) this.#change(setting, SAMPLES[name] ?? '');
  };

  #change(setting: Setting, value: string): void {
    const { [setting.name]: _solved, ...problems } = this.problems;
    this.problems = problems;
    this.values = new Map([...this.values, [setting, value]]);
    try {
      if (setting.kind === 'json' && value) JSON.parse(value);
      if (this.chat) this.#set(this.chat, setting, value);
    } catch (error) {
      this.problems = { ...problems, [setting.name]: `This is not JSON: ${(error as Error).message}` };
    }
  }

  #onSlot({ currentTarget }: Event): void {
    const { name, checked } = currentTarget as HTMLInputElement;
    const wanted = new Set(this.slots);
    if (checked) wanted.add(name);
    else wanted.delete(name);
    this.slots = wanted;
    if (this.chat) fillSlots(this.chat, wanted);
  }

  #onPart({ currentTarget }: Event): void {
    this.marked = (currentTarget as HTMLSelectElement).value;
  }

  #onCssProperty({ currentTarget }: Event): void {
    const { name, value } = currentTarget as HTMLInputElement;
    const changed = new Map([...this.cssProperties, [name, value.trim()]]);
    if (!value.trim()) changed.delete(name);
    this.cssProperties = changed;
    this.chat?.style.setProperty(name, value.trim());
  }

  async #onSurroundings({ change }: SurroundingsEvent): Promise<void> {
    if (change.colours) document.documentElement.dataset.theme = change.colours;
    if (change.locale) await this.#speak(change.locale);
    this.surroundings = { ...this.surroundings, ...change };
  }

  /** Only the element speaks another language: the playground itself is English. */
  async #speak(locale: string): Promise<void> {
    await showLocale(locale);
    this.chat?.setAttribute('lang', locale);
  }

  #onSignedIn({ email }: SignedInEvent): void {
    this.who = email;
    this.#mount();
  }

  async #onSignOut(): Promise<void> {
    this.who = '';
    this.chat = undefined;
    this.#observer.disconnect();
    await this.identity.signOut();
  }

  async #onCopy(): Promise<void> {
    await navigator.clipboard.writeText(this.#markup).then(
      () => (this.copied = 'Copied'),
      () => (this.copied = 'Not copied: the browser did not allow it'),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'voiceassist-playground': Playground;
  }
}
