import { randomUUID } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import * as v from 'valibot';
import { storedHeaders } from './content.js';
import { ReleaseError } from './errors.js';
import { askS3, type S3Answer, type S3Credentials } from './s3-request.js';
import type { Store } from './store.js';

const listSchema = v.object({
  ListBucketResult: v.object({
    IsTruncated: v.optional(v.string()),
    NextContinuationToken: v.optional(v.string()),
    Contents: v.optional(v.array(v.object({ Key: v.string(), LastModified: v.string() })), []),
    CommonPrefixes: v.optional(v.array(v.object({ Prefix: v.string() })), []),
  }),
});
const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => name === 'Contents' || name === 'CommonPrefixes',
});

interface Listed {
  key: string;
  at?: Date;
}

/** Where a store is, read from `s3://bucket/prefix?endpoint=…&region=…` and the usual AWS_* variables. */
function readAddress(address: string, environment: NodeJS.ProcessEnv) {
  const url = new URL(address);
  const credentials: S3Credentials = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    sessionToken: environment.AWS_SESSION_TOKEN,
    region:
      url.searchParams.get('region') ??
      environment.AWS_REGION ??
      environment.AWS_DEFAULT_REGION ??
      'us-east-1',
  };
  if (!url.hostname) throw new ReleaseError('usage', `${address} names no bucket: s3://bucket/prefix`);
  if (!credentials.accessKeyId || !credentials.secretAccessKey) {
    throw new ReleaseError(
      'usage',
      'An s3:// store needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.',
    );
  }
  const endpoint =
    url.searchParams.get('endpoint') ?? environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  const bucket = endpoint
    ? new URL(`${endpoint.replace(/\/$/, '')}/${url.hostname}/`)
    : new URL(`https://${url.hostname}.s3.${credentials.region}.amazonaws.com/`);
  const prefix = url.pathname.replace(/^\/+|\/+$/g, '');
  return { bucket, credentials, prefix: prefix && `${prefix}/`, name: url.hostname };
}

/** A store in a bucket of any server that speaks S3 and honours conditional writes. */
export function s3Store(address: string, environment: NodeJS.ProcessEnv): Store {
  const { bucket, credentials, prefix, name } = readAddress(address, environment);
  const at = (path: string) => new URL((prefix + path).split('/').map(encodeURIComponent).join('/'), bucket);

  function refusal({ status, body }: S3Answer, doing: string): Error {
    const code = /<Code>([^<]*)<\/Code>/.exec(body.toString())?.[1] ?? '';
    if (code === 'NoSuchBucket')
      return new ReleaseError('not-found', `There is no bucket ${name} at ${bucket.host}.`);
    if (status === 401 || status === 403) {
      const hint = 'Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, the region, and what the key may do.';
      return new ReleaseError('usage', `${bucket.host} does not allow ${doing} (${code || status}). ${hint}`);
    }
    return new Error(`${bucket.host} failed at ${doing}: ${status} ${code}`);
  }

  async function list(keyPrefix: string, delimiter: string, limit = Infinity): Promise<Listed[]> {
    const found: Listed[] = [];
    let token: string | undefined;
    do {
      const url = new URL(bucket);
      const query = { 'list-type': '2', 'encoding-type': 'url', prefix: prefix + keyPrefix, delimiter };
      for (const [key, value] of Object.entries(query)) if (value) url.searchParams.set(key, value);
      if (token) url.searchParams.set('continuation-token', token);
      const answer = await askS3({ method: 'GET', url }, credentials);
      if (answer.status !== 200) throw refusal(answer, `to list ${keyPrefix}`);
      const { ListBucketResult: page } = v.parse(listSchema, parser.parse(answer.body.toString()));
      const keyOf = (encoded: string) =>
        decodeURIComponent(encoded.replaceAll('+', ' ')).slice((prefix + keyPrefix).length);
      for (const { Key, LastModified } of page.Contents)
        found.push({ key: keyOf(Key), at: new Date(LastModified) });
      for (const { Prefix } of page.CommonPrefixes) found.push({ key: keyOf(Prefix) });
      token = page.IsTruncated === 'true' ? page.NextContinuationToken : undefined;
    } while (token && found.length < limit);
    return found;
  }

  async function put(path: string, bytes: string | Uint8Array, headers: Record<string, string> = {}) {
    const body = Buffer.from(bytes);
    const answer = await askS3(
      { method: 'PUT', url: at(path), headers: { ...storedHeaders(path), ...headers }, body },
      credentials,
    );
    if (answer.status === 412 && headers['If-None-Match']) {
      // An attempt whose answer was lost may be what stands there now.
      return answer.isRepeated && ((await read(path))?.equals(body) ?? false);
    }
    if (answer.status !== 200) throw refusal(answer, `to write ${path}`);
    return true;
  }

  async function read(path: string): Promise<Buffer | undefined> {
    const answer = await askS3({ method: 'GET', url: at(path) }, credentials);
    if (answer.status === 200) return answer.body;
    if (answer.status === 404 && !answer.body.includes('NoSuchBucket')) return undefined;
    throw refusal(answer, `to read ${path}`);
  }

  async function removeOne(path: string): Promise<void> {
    const answer = await askS3({ method: 'DELETE', url: at(path) }, credentials);
    if (![200, 204, 404].includes(answer.status)) throw refusal(answer, `to remove ${path}`);
  }

  const createOnce = (path: string, bytes: string | Uint8Array) => put(path, bytes, { 'If-None-Match': '*' });

  /** Servers that do not know the header write all the same: then two deploys would undo each other. */
  async function assertConditional(): Promise<void> {
    const probe = `.tmp/${randomUUID()}`;
    const refused = () =>
      new ReleaseError(
        'refused',
        `${bucket.host} does not honour conditional writes (If-None-Match: *), so two deploys at once could undo each other. ` +
          'Use a server that does, or a folder as the store.',
      );
    let wins = 0;
    try {
      const tries = await Promise.all(['a', 'b', 'c', 'd'].map((bytes) => createOnce(probe, bytes)));
      wins = [...tries, await createOnce(probe, 'e')].filter(Boolean).length;
    } catch (error) {
      if (/: 501 /.test((error as Error).message)) throw refused();
      throw error;
    } finally {
      await removeOne(probe);
    }
    if (wins !== 1) throw refused();
  }
  let probed: Promise<void> | undefined;

  return {
    read,
    async write(path, bytes) {
      await put(path, bytes);
    },
    async create(path, bytes) {
      await (probed ??= assertConditional());
      return createOnce(path, bytes);
    },
    async list(folder) {
      const listed = await list(`${folder}/`, '/');
      return listed
        .map(({ key }) => key.replace(/\/$/, ''))
        .filter(Boolean)
        .sort();
    },
    async writtenAt(path) {
      const answer = await askS3({ method: 'HEAD', url: at(path) }, credentials);
      if (answer.status === 200) return new Date(answer.headers['last-modified'] ?? 0);
      if (answer.status !== 404) throw refusal(answer, `to look at ${path}`);
      const times = (await list(`${path}/`, '')).map((file) => file.at?.getTime() ?? 0);
      return times.length ? new Date(Math.max(...times)) : undefined;
    },
    async remove(path) {
      await removeOne(path);
      const inside = await list(`${path}/`, '');
      await Promise.all(inside.map(({ key }) => removeOne(`${path}/${key}`)));
    },
  };
}
