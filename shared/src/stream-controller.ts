import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable, Subscription } from 'rxjs';

/** Keeps the latest value of a stream in an element: subscribed while connected, an update for each value. */
export class StreamController<T> implements ReactiveController {
  value: T | undefined;
  #subscription: Subscription | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Called when the host connects, so that a context has arrived. */
    private readonly source: () => Observable<T> | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#subscription = this.source()?.subscribe((value) => {
      this.value = value;
      this.host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
  }
}
