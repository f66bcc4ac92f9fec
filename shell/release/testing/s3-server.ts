import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test makes the server do wrong. */
interface Faults {
  /** Writes over what is there, whatever is asked: as servers do that do not know conditional writes. */
  ignoresConditions?: boolean;
  /** Does what is asked, and then closes the connection in the place of an answer, so often. */
  lostAnswers?: number;
  /** Answers 503 and does nothing, so often. */
  busy?: number;
  /** Does not know the one who asks. */
  isForbidden?: boolean;
}

const PAGE = 3;
const escaped = (key: string) => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');

/**
 * As much of S3 as the store asks for, in memory and with small pages, for what a real server does not do on demand. It checks no
 * signature; the real server of the same suite does.
 */
export async function startS3Server(faults: Faults = {}) {
  const objects = new Map<string, { bytes: Buffer; at: Date; headers: Record<string, string> }>();
  const questions: string[] = [];

  function list(url: URL): string {
    const prefix = url.searchParams.get('prefix') ?? '';
    const delimiter = url.searchParams.get('delimiter') ?? '';
    const all = new Map<string, string>();
    for (const [key, { at }] of [...objects].sort(([one], [other]) => (one < other ? -1 : 1))) {
      if (!key.startsWith(prefix)) continue;
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      if (end < 0)
        all.set(
          key,
          `<Contents><Key>${escaped(key)}</Key><LastModified>${at.toISOString()}</LastModified></Contents>`,
        );
      else {
        const folder = key.slice(0, end + 1);
        all.set(folder, `<CommonPrefixes><Prefix>${escaped(folder)}</Prefix></CommonPrefixes>`);
      }
    }
    const from = Number(url.searchParams.get('continuation-token') ?? 0);
    const entries = [...all.values()].slice(from, from + PAGE);
    const next =
      from + PAGE < all.size ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : '';
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, bucket, ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    questions.push(`${request.method} ${key}`);
    const end = (status: number, text: string | Buffer = '', headers: Record<string, string> = {}) => {
      if (faults.lostAnswers && status < 500) {
        faults.lostAnswers -= 1;
        request.socket.destroy();
      } else response.writeHead(status, headers).end(request.method === 'HEAD' ? '' : text);
    };
    if (faults.busy) {
      faults.busy -= 1;
      return end(503, '<Error><Code>SlowDown</Code></Error>');
    }
    if (faults.isForbidden || !request.headers.authorization?.includes('Credential=key/'))
      return end(403, '<Error><Code>InvalidAccessKeyId</Code></Error>');
    if (bucket !== 'bucket') return end(404, '<Error><Code>NoSuchBucket</Code></Error>');
    if (!key) return end(200, list(url));
    const found = objects.get(key);
    if (request.method === 'PUT') {
      if (found && request.headers['if-none-match'] === '*' && !faults.ignoresConditions)
        return end(412, '<Error><Code>PreconditionFailed</Code></Error>');
      const headers = Object.fromEntries(
        ['content-type', 'cache-control', 'content-encoding'].flatMap((name) => {
          const value = request.headers[name];
          return typeof value === 'string' ? [[name, value]] : [];
        }),
      );
      objects.set(key, { bytes: Buffer.concat(chunks), at: new Date(), headers });
      return end(200);
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return end(204);
    }
    if (!found) return end(404, '<Error><Code>NoSuchKey</Code></Error>');
    return end(200, found.bytes, { ...found.headers, 'last-modified': found.at.toUTCString() });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (prefix: string) => `s3://bucket/${prefix}?endpoint=http://127.0.0.1:${port}&region=test`,
    environment: { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' },
    faults,
    /** What was asked for, in order. */
    questions,
    headersOf: (key: string) => objects.get(key)?.headers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
