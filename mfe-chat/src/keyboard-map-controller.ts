import type { LitElement, ReactiveController } from 'lit';

/** Opens the list of shortcuts on "?", wherever in the element nobody is writing. */
export class KeyboardMapController implements ReactiveController {
  constructor(
    private readonly host: LitElement,
    private readonly canStop: () => boolean,
  ) {
    host.addController(this);
    host.addEventListener('keydown', (event) => void this.#onKeydown(event));
  }

  hostDisconnected(): void {
    this.host.renderRoot.querySelector('.keyboard-map')?.remove();
  }

  async #onKeydown(event: KeyboardEvent): Promise<void> {
    if (event.key !== '?') return;
    // Afterwards nobody knows any more where it was pressed.
    const [target] = event.composedPath();
    const { isShortcut, showKeyboardMap } = await import('./keyboard-map.js');
    if (this.host.isConnected && isShortcut(event, target)) {
      showKeyboardMap(this.host.renderRoot, this.canStop());
    }
  }
}
