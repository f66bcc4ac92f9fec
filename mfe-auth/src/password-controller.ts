import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** One password's input: whether its characters can be read, and whether Caps Lock is on while it has the focus. */
export class PasswordController implements ReactiveController {
  isShown = false;
  isCapsLockOn = false;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    /** The wire's name of the field. */
    readonly name: string,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.isShown = false;
    this.isCapsLockOn = false;
  }

  readonly onToggle = (): void => {
    void this.#show(!this.isShown);
  };

  /** The button must not take the focus out of the input under the pointer; on a phone the keyboard would go. */
  readonly onTogglePress = (event: Event): void => {
    if (this.#input?.matches(':focus')) event.preventDefault();
  };

  /** Any key or press tells how Caps Lock stands. What a password manager sends is not always a key event. */
  readonly onModifier = (event: Event): void => {
    if (!(event instanceof KeyboardEvent || event instanceof MouseEvent)) return;
    this.#setCapsLock(event.getModifierState('CapsLock'));
  };

  readonly onLeave = (): void => this.#setCapsLock(false);

  #setCapsLock(isOn: boolean): void {
    if (isOn === this.isCapsLockOn) return;
    this.isCapsLockOn = isOn;
    this.host.requestUpdate();
  }

  async #show(isShown: boolean): Promise<void> {
    const { selectionStart = null, selectionEnd = null } = this.#input ?? {};
    this.isShown = isShown;
    this.host.requestUpdate();
    await this.host.updateComplete;
    // Some browsers put the caret to the start when the type changes.
    if (this.#input?.matches(':focus')) this.#input.setSelectionRange(selectionStart, selectionEnd);
  }

  get #input(): HTMLInputElement | null {
    return this.host.renderRoot.querySelector<HTMLInputElement>(`#${CSS.escape(this.name)}`);
  }
}
