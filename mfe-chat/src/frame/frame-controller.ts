import { msg } from '@lit/localize';
import { html, type ReactiveController, type TemplateResult } from 'lit';
import { ChatErrorEvent, MessageSendEvent } from '../events.js';
import { knownValue } from '../known-value.js';
import type { PlacedHost } from '../placement.js';
import { addStyles } from '../placement-styles.js';
import { revived } from './frame-events.js';
import { frameAddress, makeFrame } from './frame-element.js';
import { FrameLink, type FrameFailure } from './frame-link.js';
import { FrameMethods } from './frame-methods.js';
import { frameStyles } from './frame.css.js';
import { HostSettings } from './host-settings.js';
import type { FrameEvent, ToPage } from './protocol.js';

const HEIGHTS = ['fill', 'auto'] as const;

/** Why there is no conversation: what the frame failed with, or what was wrong with its address. */
type Failure = FrameFailure | 'frame_address' | 'frame_same_origin';

/** A chat that a frame of the portal leads: the page has the element, and cannot look into the conversation. */
export class FrameController implements ReactiveController {
  #frame: HTMLIFrameElement | undefined;
  #link: FrameLink | undefined;
  #failure: Failure | undefined;
  /** What the frame was made with: another value needs another frame. */
  #madeWith = '';
  readonly #settings: HostSettings;
  readonly #methods: FrameMethods;

  constructor(private readonly host: PlacedHost) {
    this.#settings = new HostSettings(host, () => this.#update());
    this.#methods = new FrameMethods(host, {
      send: (message) => {
        // What the page has set before it called belongs to the call: another conversation, above all.
        this.#update();
        return this.#link?.send(message) ?? false;
      },
      focus: () => this.#frame?.focus(),
      begin: () => this.#settings.know('sessionId', null),
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    // After a move the frame loads again by itself, and says hello anew.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.#end();
    });
  }

  hostUpdate(): void {
    const { host } = this;
    const { isolation, shareText, frameUrl } = host;
    host.isolation = knownValue('isolation', isolation, ['shadow', 'frame']);
    host.frameHeight = knownValue('frame-height', host.frameHeight, HEIGHTS);
    if (host.isolation !== 'frame') {
      if (this.#madeWith) this.#end();
      return;
    }
    host.sourceOpen = this.#methods.state.isSourceOpen;
    const wanted = JSON.stringify([shareText, frameUrl]);
    if (host.isConnected && this.#madeWith !== wanted) this.#begin(wanted);
  }

  hostUpdated(): void {
    if (this.host.isolation === 'frame') this.#update();
  }

  render(): TemplateResult {
    if (this.#frame) this.#frame.hidden = this.#failure !== undefined;
    return html`
      <div class="framed" part="frame">
        <slot name="header"></slot>
        ${
          this.#failure
            ? html`<div class="problem" part="problem" role="alert">
                <p>${failureText()}</p>
                <button class="btn sm" @click=${this.#onRetry}>${msg('Retry')}</button>
              </div>`
            : ''
        }
        ${this.#frame ?? ''}
        <slot name="footer"></slot>
      </div>
    `;
  }

  #begin(madeWith: string): void {
    const { host } = this;
    this.#end();
    this.#madeWith = madeWith;
    addStyles(host, frameStyles);
    this.#methods.take();
    const address = frameAddress(host.frameUrl);
    if (!address) return this.#fail('frame_address');
    // A frame of the same origin can be looked into: it would only seem to be safe.
    if (address.origin === location.origin) return this.#fail('frame_same_origin');
    this.#frame = makeFrame(address, msg('Chat'));
    this.#link = new FrameLink(this.#frame, address.origin, {
      opened: () => this.#onOpened(),
      took: (message) => this.#take(message),
      failed: (code) => this.#fail(code),
    });
    this.#settings.watch(this.#frame);
  }

  #end(): void {
    this.#link?.end();
    this.#settings.end();
    this.#methods.giveBack();
    this.#frame = undefined;
    this.#link = undefined;
    this.#failure = undefined;
    this.#madeWith = '';
  }

  #onOpened(): void {
    this.#failure = undefined;
    this.#link?.send({ type: 'start', sharesText: this.host.shareText });
    this.#settings.forget();
    this.#update();
    this.#methods.opened();
    this.host.requestUpdate();
  }

  /** Tells the frame what has changed. */
  #update(): void {
    const settings = this.#settings.changes();
    if (settings && this.#link?.send({ type: 'settings', settings })) this.#settings.sent(settings);
  }

  #fail(code: Failure): void {
    this.#failure = code;
    console.warn(`<va-chat isolation="frame">: ${REASONS[code]}`);
    this.host.requestUpdate();
    this.host.dispatchEvent(new ChatErrorEvent(code, failureText(), REASONS[code]));
  }

  #take(message: ToPage): void {
    const { host } = this;
    switch (message.type) {
      case 'event':
        this.#tell(message.event);
        break;
      case 'state':
        this.#methods.state = message;
        this.#settings.know('sessionId', message.sessionId);
        host.sessionId = message.sessionId ?? undefined;
        host.requestUpdate();
        break;
      case 'token':
        void this.#giveToken(message.id, message.reason);
        break;
      case 'ask': {
        const isAllowed = host.dispatchEvent(new MessageSendEvent(message.text));
        this.#link?.send({ type: 'decision', id: message.id, isAllowed });
        break;
      }
      case 'result':
        this.#methods.answer(message.id, message.text ?? null);
        break;
      case 'height':
        if (this.#frame && host.frameHeight === 'auto') this.#frame.style.blockSize = `${message.height}px`;
        break;
      case 'escape':
        this.#frame?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }),
        );
    }
  }

  #tell(event: FrameEvent): void {
    // As the element itself does it: the conversation has its id before anybody hears of it.
    if (event.name === 'va-session-lasting') {
      this.#settings.know('sessionId', event.sessionId);
      this.host.sessionId = event.sessionId;
    }
    this.host.dispatchEvent(revived(event));
  }

  async #giveToken(id: number, reason: 'start' | 'expired' | 'rejected'): Promise<void> {
    const link = this.#link;
    const token = await Promise.resolve(this.host.getToken?.(reason)).catch(() => undefined);
    link?.send({ type: 'token', id, token: token ?? null });
  }

  readonly #onRetry = (): void => {
    this.#end();
    this.host.requestUpdate();
  };
}

const failureText = (): string =>
  msg('The chat cannot be shown at the moment. Nothing was lost. Try again, or reload the page.');

/** For whoever writes the page. */
const REASONS: Record<Failure, string> = {
  frame_unreachable:
    'the frame was not loaded in time. Look at its address, at frame-src and at the network.',
  frame_silent: 'the frame was loaded and did not go on.',
  frame_blocked: 'the policy of the page forbids the frame.',
  frame_version:
    'the frame is of another version than the element. Leave out frame-url, or load both from one place.',
  frame_address: 'frame-url is no address of a page.',
  frame_same_origin:
    'the frame is of the same origin as the page, which could look into it. Load it from the portal.',
};
