import * as v from 'valibot';
import { LONGEST } from './protocol.js';

/**
 * One end of the channel between page and frame. Each message is a JSON text, so that its length is known before it is
 * read, and goes through the schema; what is not of the protocol is dropped and counted.
 */
export class CheckedPort<Taken, Given> {
  /** How many messages were not of the protocol. */
  dropped = 0;

  constructor(
    private readonly port: MessagePort,
    schema: v.GenericSchema<unknown, Taken>,
    take: (message: Taken) => void,
  ) {
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const parsed = v.safeParse(schema, read(data));
      if (parsed.success) take(parsed.output);
      else this.dropped += 1;
    };
  }

  send(message: Given): void {
    this.port.postMessage(JSON.stringify(message));
  }

  close(): void {
    this.port.onmessage = null;
    this.port.close();
  }
}

/** What a message says; nothing when it is no text, too long or no JSON. */
function read(data: unknown): unknown {
  if (typeof data !== 'string' || data.length > LONGEST) return undefined;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
