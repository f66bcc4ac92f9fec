import { msg } from '@lit/localize';
import { NavigateEvent, RouteChangeEvent } from '@voiceassist/shared';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PageTitle } from '../page-title.js';
import { addressOf, viewOf } from './user-query.js';
import type { UsersController } from './users-controller.js';

/** Keeps the view of the list and the portal's address together, and gives the page its title. */
export class UserAddress implements ReactiveController {
  readonly #title: PageTitle;
  #address = '';

  constructor(
    private readonly host: ReactiveControllerHost & EventTarget,
    private readonly list: UsersController,
  ) {
    this.#title = new PageTitle(host, () => msg('Users'));
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener(RouteChangeEvent.type, this.#onRoute);
    this.list.view = viewOf(location.search);
    this.#address = addressOf(this.list.view);
  }

  hostDisconnected(): void {
    window.removeEventListener(RouteChangeEvent.type, this.#onRoute);
  }

  hostUpdated(): void {
    // The list has gone to another page by itself.
    if (addressOf(this.list.view) !== this.#address) this.follow(true);
  }

  /** Tells the portal what is shown now. */
  follow(replace = false): void {
    this.#address = addressOf(this.list.view);
    this.host.dispatchEvent(new NavigateEvent(this.#address, replace));
  }

  readonly #onRoute = ({ url }: RouteChangeEvent): void => {
    // With the address the portal has taken its own title for the page.
    this.#title.hostConnected();
    const view = viewOf(url.search);
    if (addressOf(view) === this.#address) return;
    this.#address = addressOf(view);
    this.list.show(view);
  };
}
