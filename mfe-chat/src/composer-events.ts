/** The person wants to send what stands in the composer. */
export class ComposerSendEvent extends Event {
  static readonly type = 'va-composer-send';
  constructor(readonly text: string) {
    super(ComposerSendEvent.type, { bubbles: true, composed: true });
  }
}

/** The person wants to end the answer that is being written. */
export class ComposerStopEvent extends Event {
  static readonly type = 'va-composer-stop';
  constructor() {
    super(ComposerStopEvent.type, { bubbles: true, composed: true });
  }
}

/** Files were chosen or pasted, to go with the message. */
export class ComposerFilesEvent extends Event {
  static readonly type = 'va-composer-files';
  constructor(readonly files: readonly File[]) {
    super(ComposerFilesEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-composer-send': ComposerSendEvent;
    'va-composer-stop': ComposerStopEvent;
    'va-composer-files': ComposerFilesEvent;
  }
}
