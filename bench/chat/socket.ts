import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const TEXT = 1;
const CLOSE = 8;

/**
 * The server's end of a WebSocket (RFC 6455): text frames of any length out, unfragmented ones of up to 64 kB in.
 * Nothing stands between the pace and the wire.
 */
export class SocketEnd {
  onText: (text: string) => void = () => undefined;
  onClose: () => void = () => undefined;
  #received = Buffer.alloc(0);

  constructor(
    request: IncomingMessage,
    private readonly stream: Duplex,
  ) {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    stream.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    stream.on('data', (bytes: Buffer) => this.#take(bytes));
    stream.on('error', () => stream.destroy());
    stream.on('close', () => this.onClose());
  }

  /** Puts a value into one text frame. */
  send(value: unknown): void {
    if (this.stream.destroyed) return;
    const payload = Buffer.from(JSON.stringify(value));
    this.stream.write(Buffer.concat([headOf(payload.length), payload]));
  }

  #take(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (let frame = readFrame(this.#received); frame; frame = readFrame(this.#received)) {
      this.#received = this.#received.subarray(frame.length);
      if (frame.kind === TEXT) this.onText(frame.payload.toString());
      if (frame.kind === CLOSE) this.stream.end();
    }
  }
}

function headOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | TEXT, length]);
  const isShort = length < 0x1_0000;
  const head = Buffer.alloc(isShort ? 4 : 10);
  head.writeUInt8(0x80 | TEXT, 0);
  head.writeUInt8(isShort ? 126 : 127, 1);
  if (isShort) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** The first frame of what has come, unmasked; nothing while it is not whole. */
function readFrame(bytes: Buffer): { kind: number; payload: Buffer; length: number } | undefined {
  if (bytes.length < 6) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const maskAt = short === 126 ? 4 : 2;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = maskAt + 4 + size;
  if (bytes.length < length) return undefined;
  const mask = bytes.subarray(maskAt, maskAt + 4);
  const payload = bytes.subarray(maskAt + 4, length).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return { kind: bytes.readUInt8(0) & 0x0f, payload: Buffer.from(payload), length };
}
