import http from 'node:http';
import https from 'node:https';
import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';

/** Who asks, and where. */
export interface S3Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  region: string;
}

/** What a server answered; the bytes as they came, packed or not. */
export interface S3Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  /** An attempt before this one got no answer, so it may have done its work. */
  isRepeated: boolean;
}

interface S3Question {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  url: URL;
  headers?: Record<string, string>;
  body?: Buffer;
}

const ATTEMPTS = 5;
const SILENCE_MS = 20_000;
/** More at once would only wait in the server's queue. */
const AT_ONCE = 48;
const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: AT_ONCE }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: AT_ONCE }),
};

/** Asks once. Not by `fetch`, which unpacks what was stored packed. */
async function ask(
  { method, url, headers, body }: S3Question,
  credentials: S3Credentials,
): Promise<Omit<S3Answer, 'isRepeated'>> {
  const signed = await new AwsV4Signer({
    ...credentials,
    ...(credentials.sessionToken ? { sessionToken: credentials.sessionToken } : { sessionToken: '' }),
    service: 's3',
    method,
    url: url.href,
    // The server refuses bytes that were damaged on their way.
    headers: {
      ...headers,
      'X-Amz-Content-Sha256': createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
    },
  }).sign();
  const isSecure = url.protocol === 'https:';
  const [client, agent] = isSecure ? [https, agents['https:']] : [http, agents['http:']];
  return new Promise((resolve, reject) => {
    const length = body ? { 'content-length': String(body.length) } : {};
    const request = client.request(signed.url, {
      method,
      agent,
      headers: { ...Object.fromEntries(signed.headers), ...length },
      timeout: SILENCE_MS,
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.end(body);
  });
}

/** Asks until there is an answer that another attempt would not change. */
export async function askS3(question: S3Question, credentials: S3Credentials): Promise<S3Answer> {
  let isRepeated = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await ask(question, credentials);
      // 409: another conditional write of the same name is under way.
      const isPassing = answer.status >= 500 || answer.status === 429 || answer.status === 409;
      if (!isPassing || attempt === ATTEMPTS) return { ...answer, isRepeated };
      if (answer.status >= 500) isRepeated = true;
    } catch (error) {
      if (attempt === ATTEMPTS) {
        const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
        throw new Error(`The store at ${question.url.host} does not answer (${why}).`, { cause: error });
      }
      isRepeated = true;
    }
    await after(Math.random() * 50 * 2 ** attempt);
  }
}
