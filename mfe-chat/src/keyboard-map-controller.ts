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
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isField(event.composedPath()[0])) return;
    event.preventDefault();
    const { showKeyboardMap } = await import('./keyboard-map.js');
    if (this.host.isConnected) showKeyboardMap(this.host.renderRoot, this.canStop());
  }
}

function isField(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
  );
}
