import { waitUntil } from '@open-wc/testing';

const browserSocket = window.WebSocket;

/** The server's end of a socket. */
export class ServerEnd extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static opened: ServerEnd[] = [];
  readyState = 0;
  readonly received: { type: string; content?: string; client_message_id?: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly address: string) {
    super();
    ServerEnd.opened.push(this);
  }

  /** Takes the place of the browser's sockets, until the function that comes back is called. */
  static listen(): () => void {
    ServerEnd.opened = [];
    window.WebSocket = ServerEnd as unknown as typeof WebSocket;
    return () => (window.WebSocket = browserSocket);
  }

  /** The socket that was opened as the `at`th, as soon as it is there. */
  static async at(at: number): Promise<ServerEnd> {
    // What speaks to the server comes late, and the first test of a file waits for it to be compiled.
    await waitUntil(() => ServerEnd.opened.length > at, 'no socket', { timeout: 10_000 });
    return ServerEnd.opened[at] as ServerEnd;
  }

  send(text: string): void {
    this.received.push(JSON.parse(text) as { type: string });
  }

  close(): void {
    this.readyState = 3;
  }

  /** Accepts the connection and names the conversation. */
  start(capabilities: string[], changes: object = {}): void {
    this.readyState = 1;
    this.onopen?.();
    this.say({
      type: 'session.started',
      session_id: 's',
      capabilities,
      knowledge: {
        documents: 1284,
        newest: '2026-11-20T00:00:00Z',
        suggestions: [{ label: 'Dose', question: 'Adrenaline in anaphylaxis by age' }],
      },
      ...changes,
    });
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  /** Says that a question has arrived. */
  accept(clientMessageId: string): void {
    this.say({
      type: 'message.accepted',
      client_message_id: clientMessageId,
      message_id: `q-${clientMessageId}`,
    });
  }

  /** Writes on at the answer. */
  write(text: string, seq: number): void {
    this.say({ type: 'message.delta', message_id: 'a1', content_delta: text, seq });
  }

  get questions() {
    return this.received.filter(({ type }) => type === 'message.send');
  }
}
