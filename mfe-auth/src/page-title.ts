import { PageTitleEvent } from '@voiceassist/shared';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps the title of the window, in the language on the screen. */
export class PageTitle implements ReactiveController {
  #told = '';

  constructor(
    private readonly host: ReactiveControllerHost & EventTarget,
    private readonly title: () => string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#told = '';
    this.hostUpdated();
  }

  hostUpdated(): void {
    const title = this.title();
    if (title === this.#told) return;
    this.#told = title;
    this.host.dispatchEvent(new PageTitleEvent(title));
  }
}
