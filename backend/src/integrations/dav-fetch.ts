import { SourceError, refused, withoutAnswer } from './source-error.js';

/** How long the other server may take for one answer. */
export const ANSWER_MILLISECONDS = 15_000;
/** A list of 10,000 files has about 6 MB. */
const MOST_XML_BYTES = 32 * 1024 * 1024;
const DOCTYPE = /<!(doctype|entity)/i;

/** How to reach a server, and as whom. */
export interface Access {
  url: string;
  username: string;
  password: string;
}

export type Fetch = typeof fetch;

/**
 * A `fetch` for one server: the credentials go to its origin and nowhere else, redirects are not followed, an answer
 * has a time limit and, where it is XML, a size; whatever is not a usable answer is thrown as a `SourceError`.
 */
export function davFetch(access: Access, milliseconds = ANSWER_MILLISECONDS): Fetch {
  const { origin } = new URL(access.url);
  const credentials = Buffer.from(`${access.username}:${access.password}`).toString('base64');
  return async (input, init = {}) => {
    const url = new URL(String(input));
    // What the server itself says may name any address.
    if (url.origin !== origin) throw new SourceError('redirect');
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Basic ${credentials}`);
    const limit = AbortSignal.timeout(milliseconds);
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
    try {
      const response = await fetch(url, { ...init, headers, redirect: 'manual', signal });
      if (!response.ok) {
        await response.body?.cancel();
        throw refused(response.status);
      }
      return isXmlExpected(init.method) ? await wholeXml(response) : response;
    } catch (error) {
      // Whoever asked gave up.
      if (init.signal?.aborted) throw error;
      throw withoutAnswer(error);
    }
  };
}

const isXmlExpected = (method = 'GET') => method === 'PROPFIND' || method === 'REPORT';

async function wholeXml(response: Response): Promise<Response> {
  const { status, headers } = response;
  if (!/\bxml\b/i.test(headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    throw new SourceError('not_dav');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_XML_BYTES) throw new SourceError('too_large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  // No list of files declares entities; one that does wants something else.
  if (DOCTYPE.test(text)) throw new SourceError('unreadable');
  return new Response(text, { status, headers: { 'content-type': 'application/xml' } });
}
