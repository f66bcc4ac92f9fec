/** What a page with the element has noted since it was opened. */
export interface Noted {
  events: { name: string; kind: string; fields: Record<string, unknown> }[];
  /** Every message of the window, and of every port of the page. */
  messages: string[];
  openPorts: number;
}

declare global {
  interface Window {
    noted: Noted;
  }
}

/** Runs on the partner's page before the element does, as the most curious of its scripts would. */
export function eavesdrop(): void {
  const noted: Noted = { events: [], messages: [], openPorts: 0 };
  Object.assign(window, { noted });
  const note = ({ data }: MessageEvent<unknown>) => noted.messages.push(JSON.stringify(data));
  window.addEventListener('message', note);
  const port = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    ...port,
    set(this: MessagePort, take: ((event: MessageEvent<unknown>) => void) | null) {
      if (take) noted.openPorts += 1;
      port?.set?.call(
        this,
        take &&
          ((event: MessageEvent<unknown>) => {
            note(event);
            take.call(this, event);
          }),
      );
    },
  });
  const close = MessagePort.prototype.close;
  MessagePort.prototype.close = function (this: MessagePort) {
    noted.openPorts -= 1;
    close.call(this);
  };
  for (const name of [
    ...['va-ready', 'va-session-start', 'va-session-lasting', 'va-message-send', 'va-message-sent'],
    ...['va-message-complete', 'va-citation-open', 'va-connection-change', 'va-error', 'va-launcher-toggle'],
  ]) {
    window.addEventListener(name, (event) => {
      const fields = Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'isTrusted'));
      noted.events.push({ name, kind: typeof event, fields });
    });
  }
}
