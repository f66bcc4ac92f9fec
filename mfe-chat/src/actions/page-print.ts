import type { LitElement, ReactiveController } from 'lit';
import { printWithPage, type PrintedPage } from './print.js';

/** Makes the browser's own way to print print the conversation, as long as its element is on the page. */
export class PagePrint implements ReactiveController {
  #end: (() => void) | undefined;

  constructor(
    host: LitElement,
    private readonly page: () => PrintedPage | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#end ??= printWithPage(this.page);
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = undefined;
  }
}
