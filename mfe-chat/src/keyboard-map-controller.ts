import type { LitElement, ReactiveController } from 'lit';
import { showKeyboardMap } from './keyboard-map.js';

/** Opens the list of shortcuts on "?", wherever in the element nobody is writing. */
export class KeyboardMapController implements ReactiveController {
  constructor(
    private readonly host: LitElement,
    private readonly canStop: () => boolean,
  ) {
    host.addController(this);
    host.addEventListener('keydown', this.#onKeydown);
  }

  hostDisconnected(): void {
    this.host.renderRoot.querySelector('.keyboard-map')?.remove();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isField(event.composedPath()[0])) return;
    event.preventDefault();
    showKeyboardMap(this.host.renderRoot, this.canStop());
  };
}

function isField(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
  );
}
