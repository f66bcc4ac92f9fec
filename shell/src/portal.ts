import { provide } from '@lit/context';
import {
  StreamController,
  apiContext,
  configContext,
  controls,
  preferencesContext,
  define,
  icon,
  sessionContext,
  vaultContext,
  workContext,
  type Api,
  type AuthTokenStream,
  type Config,
  type IdleState,
  type PreferenceStore,
  type Vault,
  type WorkInProgress,
} from '@voiceassist/shared';
import type { User } from '@voiceassist/shared/schemas';
import { msg } from '@lit/localize';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ReleaseInformation, ReleasedMicroFrontend } from '../release/manifest.js';
import { FailureCard } from './failure-card.js';
import type { Question, QuestionDialog } from './question-dialog.js';
import { localLabel } from './labels.js';
import { portalStyles } from './portal.css.js';
import type { Offer } from './update.js';

/** What the portal shows below its banner. */
export type PortalView =
  | { kind: 'outlet' }
  | { kind: 'loading' }
  | {
      kind: 'failed';
      name: string;
      error: string;
      retrying?: boolean;
      hasRun?: boolean;
      needsReload?: boolean;
    }
  | { kind: 'unauthorized' }
  | { kind: 'about' }
  | { kind: 'unreachable' }
  | { kind: 'not-found' };

/**
 * The portal's frame: banner, navigation, account, and one outlet that micro-frontends mount into. Gives them the
 * session, the API and the configuration.
 * @element va-portal
 * @fires va-retry - The failed part is to be tried again.
 * @fires va-sign-out - The person wants to end the session.
 */
export class Portal extends LitElement {
  static override styles = [controls, portalStyles];

  @provide({ context: sessionContext }) @property({ attribute: false }) session!: AuthTokenStream;
  @provide({ context: apiContext }) @property({ attribute: false }) api!: Api;
  @provide({ context: configContext }) @property({ attribute: false }) config!: Config;
  @provide({ context: preferencesContext })
  @property({ attribute: false })
  preferences!: PreferenceStore;
  /** There before anybody is signed in. */
  @provide({ context: vaultContext }) @property({ attribute: false }) vault!: Vault;
  @provide({ context: workContext }) @property({ attribute: false }) work!: WorkInProgress;
  /** Whether somebody is there. */
  @property({ attribute: false }) idle: IdleState = { kind: 'active' };
  /** Another release than this one is live. */
  @property({ attribute: false }) offer?: Offer | undefined;

  @property({ attribute: false }) release?: ReleaseInformation;
  /** What the release consists of. */
  @property({ attribute: false }) parts: ReleasedMicroFrontend[] = [];
  /** The path of the address. */
  @property() current = '/';
  @property({ attribute: false }) view: PortalView = { kind: 'loading' };

  /** Something went wrong in a part that goes on; said quietly until it is put away. */
  @property() notice = '';

  @state() private menuIsOpen = false;
  @state() private announcement = '';

  @query('va-question-dialog') private readonly dialog!: QuestionDialog;
  @query('main') private readonly main!: HTMLElement;

  readonly #user = new StreamController<User | undefined>(this, () => this.session?.user$);
  readonly #busy = new StreamController<boolean>(this, () => this.work?.busy$);
  readonly #unsaved = new StreamController<boolean>(this, () => this.work?.unsaved$);

  /** What a micro-frontend mounts into; the same element for the life of the page. */
  readonly outlet = document.createElement('div');

  constructor() {
    super();
    this.outlet.className = 'outlet';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('current')) this.menuIsOpen = false;
  }

  /** Whether what asks is here already. */
  get canAsk(): boolean {
    return customElements.get(this.dialog.localName) !== undefined;
  }

  /** Whether the person goes on although something is given up. */
  async ask(question: Question): Promise<boolean> {
    await customElements.whenDefined(this.dialog.localName);
    return this.dialog.ask(question);
  }

  /** What scrolls, and takes the focus when a page begins. */
  get content(): HTMLElement {
    return this.main;
  }

  protected override render(): TemplateResult {
    return html`
      <button class="skip btn" @click=${this.focusMain}>${msg('Skip to content')}</button>
      ${this.#user.value ? this.#renderBanner(this.#user.value) : ''}
      <main tabindex="-1">
        <div class="frame" ?hidden=${this.view.kind !== 'outlet'}>${this.outlet}</div>
        ${this.#renderView()}
      </main>
      <p class="sr" role="status">${this.announcement}</p>
      ${
        this.notice
          ? html`<div class="notice">
              <p>${this.notice}</p>
              <button class="btn quiet icon" aria-label=${msg('Close')} @click=${this.#onNoticeClosed}>
                ${icon('close')}
              </button>
            </div>`
          : ''
      }
      <va-idle-warning .idle=${this.idle}></va-idle-warning>
      <va-question-dialog></va-question-dialog>
    `;
  }

  #renderBanner(user: User): TemplateResult {
    const demonstration = msg('Demonstration – not for care');
    const open = this.parts
      .flatMap((part) => part.navigation.map((entry) => ({ ...entry, label: localLabel(part, entry.label) })))
      .filter(({ roles }) => !roles || roles.includes(user.role))
      .sort((one, other) => one.order - other.order);
    return html`
      <header @keydown=${this.#onHeaderKey} @focusout=${this.#onHeaderLeft}>
        <div class="banner">
          <button
            class="btn quiet icon menu"
            aria-label=${msg('Menu')}
            aria-expanded=${this.menuIsOpen}
            aria-controls="navigation"
            @click=${this.#onMenu}
          >
            ${icon('menu')}
          </button>
          <a class="brand" href="/chat">${icon('logo')}<span>VoiceAssist</span></a>
          <nav
            id="navigation"
            aria-label=${msg('Main', { id: 'navigation-main' })}
            ?data-open=${this.menuIsOpen}
          >
            ${open.map(
              ({ label, href }) =>
                html`<a href=${href} aria-current=${this.#isCurrent(href) ? 'page' : nothing}>${label}</a>`,
            )}
          </nav>
          ${this.#renderOffer()}
          <div class="end">
            ${this.config.demonstration ? html`<span class="demo">${demonstration}</span>` : ''}
            <va-account-menu .user=${user}></va-account-menu>
          </div>
        </div>
        ${this.config.demonstration ? html`<p class="strip">${demonstration}</p>` : ''}
      </header>
    `;
  }

  #renderOffer(): TemplateResult | '' {
    if (!this.offer) return '';
    const isWaiting = this.#busy.value === true || this.#unsaved.value === true;
    return html`<va-update-notice kind=${this.offer} ?waiting=${isWaiting}></va-update-notice>`;
  }

  #renderView(): TemplateResult | '' {
    const { view } = this;
    switch (view.kind) {
      case 'outlet':
        return '';
      case 'loading':
        return html`<p class="loading" role="status">${msg('Loading…')}</p>`;
      case 'failed':
        return html`<va-failure-card
          name=${view.name}
          error=${view.error}
          ?retrying=${view.retrying ?? false}
          ?has-run=${view.hasRun ?? false}
          ?needs-reload=${view.needsReload || (this.offer && !view.hasRun)}
        ></va-failure-card>`;
      case 'about':
        return html`<va-about-page .release=${this.release}></va-about-page>`;
      default:
        return html`<va-status-page
          kind=${view.kind}
          ?signed-in=${this.#user.value !== undefined}
        ></va-status-page>`;
    }
  }

  /** Puts the focus at the beginning of the content, after a change of page. */
  focusMain(): void {
    this.main.focus({ preventScroll: true });
    this.main.scrollTo({ top: 0 });
  }

  /** Says something to people who use a screen reader. */
  announce(text: string): void {
    this.announcement = text;
  }

  #onNoticeClosed(): void {
    this.notice = '';
    this.focusMain();
  }

  #isCurrent(href: string): boolean {
    return this.current === href || this.current.startsWith(`${href}/`);
  }

  #onMenu(): void {
    this.menuIsOpen = !this.menuIsOpen;
  }

  #onHeaderKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.menuIsOpen) return;
    this.menuIsOpen = false;
    this.renderRoot.querySelector<HTMLElement>('.menu')?.focus();
  }

  /** Whoever goes on elsewhere on the page has no more use for the open navigation. */
  #onHeaderLeft({ currentTarget, relatedTarget }: FocusEvent): void {
    const isInside = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (relatedTarget && !isInside) this.menuIsOpen = false;
  }
}

/** Registers the frame, and what it says when a part cannot be loaded: that may be true of its other elements too. */
export function definePortalElements(): void {
  define('va-failure-card', FailureCard);
  define('va-portal', Portal);
}

declare global {
  interface HTMLElementTagNameMap {
    'va-portal': Portal;
  }
}
