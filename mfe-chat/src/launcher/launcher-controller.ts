import { msg, str } from '@lit/localize';
import { icon, plural } from '@voiceassist/shared';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { LauncherToggleEvent } from '../events.js';
import { formatCount } from '../format.js';
import { knownValue } from '../known-value.js';
import type { PlacedHost } from '../placement.js';
import { addStyles } from '../placement-styles.js';
import { followViewport } from './free-viewport.js';
import { launcherStyles } from './launcher.css.js';
import { recall, remember } from './launcher-memory.js';

/** Where a panel beside the page would leave nothing of either. */
const SMALL = '(max-width: 40rem), (max-height: 30rem)';

const POSITIONS = ['end', 'start'] as const;

/** A button that floats above the page, and the chat in a panel that it opens: on a small screen, all of the screen. */
export class LauncherController implements ReactiveController {
  #wasOpened = false;
  #isOpen = false;
  #isModal = false;
  #isRecalled = false;
  #unread = 0;
  #connected: AbortController | undefined;
  #shown: AbortController | undefined;
  readonly #small = window.matchMedia(SMALL);

  constructor(private readonly host: PlacedHost) {
    host.addController(this);
  }

  /** Somebody wanted to see the chat, or an answer goes on from the page before: it is there, open or closed. */
  get wasOpened(): boolean {
    return (this.#wasOpened ||= this.host.open);
  }

  hostConnected(): void {
    const { signal } = (this.#connected = new AbortController());
    this.host.addEventListener('va-message-complete', this.#onComplete, { signal });
    this.host.addEventListener('keydown', this.#onKeydown, { signal });
    this.#small.addEventListener('change', () => this.host.requestUpdate(), { signal });
  }

  hostDisconnected(): void {
    this.#connected?.abort();
    this.#shown?.abort();
  }

  hostUpdate(): void {
    const { host } = this;
    if (!host.launcher) return;
    host.position = knownValue('position', host.position, POSITIONS);
    this.#recall();
    if (host.open) this.#unread = 0;
  }

  hostUpdated(): void {
    const { host } = this;
    if (!host.launcher || !this.#panel) return;
    const { open: isOpen, isAnswering, sessionId } = host;
    this.#show(isOpen, this.#small.matches);
    remember({ isOpen, isAnswering, unread: this.#unread, ...(sessionId && { sessionId }) });
  }

  render(content: () => TemplateResult): TemplateResult {
    const { open, launcherLabel, position } = this.host;
    const name = launcherLabel || (open ? msg('Close chat') : msg('Open chat'));
    const news = this.#unread ? newAnswers(this.#unread) : '';
    const isSmall = this.#small.matches;
    return html`
      <button
        class="launch ${position}"
        part="launcher"
        aria-label=${news ? msg(str`${name}, ${news}`) : name}
        aria-haspopup="dialog"
        aria-expanded=${launcherLabel ? (open ? 'true' : 'false') : nothing}
        @click=${this.#onToggle}
      >
        <slot name="launcher">${open ? icon('close') : bubble}</slot>
        ${news ? html`<span class="badge" part="badge">${formatCount(this.#unread)}</span>` : ''}
      </button>
      <span class="sr" role="status">${news}</span>
      <dialog
        class="panel ${position} ${isSmall ? 'full' : ''}"
        part="panel"
        tabindex="-1"
        aria-label=${launcherLabel || msg('Chat')}
        @cancel=${this.#onCancel}
        @close=${this.#onClose}
      >
        ${
          isSmall
            ? html`<div class="bar">
                <span>${launcherLabel || msg('Chat')}</span>
                <button
                  class="btn quiet icon"
                  part="close"
                  aria-label=${msg('Close chat')}
                  @click=${this.#onToggle}
                >
                  ${icon('close')}
                </button>
              </div>`
            : ''
        }
        <div class="within">${this.wasOpened ? content() : ''}</div>
      </dialog>
    `;
  }

  get #panel(): HTMLDialogElement | null {
    return this.host.renderRoot.querySelector('dialog.panel');
  }

  get #button(): HTMLElement | null {
    return this.host.renderRoot.querySelector('.launch');
  }

  /** Once: as the page before has left it, unless this page says otherwise. */
  #recall(): void {
    if (this.#isRecalled) return;
    this.#isRecalled = true;
    const { host } = this;
    addStyles(host, launcherStyles);
    const before = recall();
    if (!before) return;
    host.sessionId ??= before.sessionId;
    this.#unread = before.unread;
    this.#wasOpened = before.isAnswering;
    // What is open or goes on is connected by the next update.
    queueMicrotask(() => host.requestUpdate());
    if (!before.isOpen) return;
    // Whoever has come to another page reads that page: the focus is theirs.
    host.open = true;
    this.#isOpen = true;
  }

  /** Opens or closes the panel, and moves the focus with it. */
  #show(isOpen: boolean, isModal: boolean): void {
    const panel = this.#panel;
    if (!panel) return;
    const isChanged = isOpen !== this.#isOpen;
    this.#isOpen = isOpen;
    const hadFocus = panel.matches(':focus-within');
    if (panel.open && (!isOpen || isModal !== this.#isModal)) {
      this.#shown?.abort();
      panel.close();
    }
    if (isOpen && !panel.open) this.#open(panel, isModal);
    // A panel that has become all of the screen, or is no more, goes on where it was.
    if (isOpen && (isChanged || hadFocus) && !isModal) this.host.focusComposer();
    if (!isChanged) return;
    if (!isOpen && (hadFocus || document.activeElement === document.body)) this.#button?.focus();
    this.host.dispatchEvent(new LauncherToggleEvent(isOpen));
  }

  #open(panel: HTMLDialogElement, isModal: boolean): void {
    const { signal } = (this.#shown = new AbortController());
    this.#isModal = isModal;
    // Shown as a modal one it takes the focus by itself, and to its first control: no keyboard covers what is there.
    if (isModal) panel.showModal();
    else panel.open = true;
    if (isModal) followViewport(panel, signal);
  }

  readonly #onToggle = (): void => {
    this.host.open = !this.host.open;
  };

  /** The browser's own way to close, such as Android's "Back". */
  readonly #onCancel = (event: Event): void => {
    if (event.target !== this.#panel) return;
    event.preventDefault();
    this.host.open = false;
  };

  readonly #onClose = (event: Event): void => {
    if (event.target === this.#panel && !this.#panel?.open) this.host.open = false;
  };

  /** What stands in the chat hears Escape first: it ends a dictation, closes a source, stops an answer. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.host.launcher || !this.host.open) return;
    const [panel, button] = [this.#panel, this.#button];
    if (!event.composedPath().some((each) => each === panel || each === button)) return;
    event.preventDefault();
    this.host.open = false;
  };

  readonly #onComplete = (): void => {
    if (this.host.launcher && !this.host.open) this.#unread += 1;
    this.host.requestUpdate();
  };
}

const bubble = html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M4 6.5A2 2 0 0 1 6 4.5h12a2 2 0 0 1 2 2V14a2 2 0 0 1-2 2h-6.5L7 19.5V16H6a2 2 0 0 1-2-2zM8 8.8h8M8 12h5"
  />
</svg>`;

function newAnswers(count: number): string {
  return plural(count, { one: msg('1 new answer'), other: msg(str`${formatCount(count)} new answers`) });
}
