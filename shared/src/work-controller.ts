import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { workContext } from './contexts.js';
import type { WorkInProgress, WorkKind } from './work-in-progress.js';

/** Keeps the portal's record of work in step with an element: as long as `isUnderWay` holds and the element is on the page. */
export class WorkController implements ReactiveController {
  #work: WorkInProgress | undefined;
  #end: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly kind: WorkKind,
    /** Asked after each update of the element. */
    private readonly isUnderWay: () => boolean,
  ) {
    host.addController(this);
    new ContextConsumer(host, { context: workContext, callback: (work) => (this.#work = work) });
  }

  hostUpdated(): void {
    this.#set(this.host.isConnected && this.isUnderWay());
  }

  hostDisconnected(): void {
    this.#set(false);
  }

  #set(isUnderWay: boolean): void {
    if (isUnderWay) this.#end ??= this.#work?.begin(this.kind);
    else {
      this.#end?.();
      this.#end = undefined;
    }
  }
}
