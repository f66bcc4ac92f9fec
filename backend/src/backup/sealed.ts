import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConfigurationError } from '../config.js';

/** Every backup begins with it; the number is the format's. */
const MAGIC = Buffer.from('VOICEASSIST-BACKUP 1\n');
const [OPEN, SEALED] = [0, 1];
const [SALT_BYTES, IV_BYTES, TAG_BYTES] = [16, 12, 16];
const CIPHER = 'aes-256-gcm';

const keyOf = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });

/** Writes a backup around `body`; with a passphrase nobody can read or alter it unnoticed. */
export async function writeSealed(
  file: string,
  body: Readable,
  passphrase: string | undefined,
): Promise<void> {
  const to = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  if (passphrase === undefined) {
    to.write(Buffer.concat([MAGIC, Buffer.of(OPEN)]));
    return pipeline(body, to);
  }
  const [salt, iv] = [randomBytes(SALT_BYTES), randomBytes(IV_BYTES)];
  const cipher = createCipheriv(CIPHER, keyOf(passphrase, salt), iv);
  to.write(Buffer.concat([MAGIC, Buffer.of(SEALED), salt, iv]));
  const tag = new Transform({
    transform: (chunk, _, done) => done(null, chunk),
    flush: (done) => done(null, cipher.getAuthTag()),
  });
  return pipeline(body, cipher, tag, to);
}

/** Gives the body to `take`; nothing may be done with it before this resolves, when it is known to be whole. */
export async function readSealed(
  file: string,
  passphrase: string | undefined,
  take: (body: Readable) => Promise<void>,
): Promise<void> {
  const { size } = await stat(file);
  const head = await readAt(file, 0, MAGIC.length + 1 + SALT_BYTES + IV_BYTES);
  if (!head.subarray(0, MAGIC.length).equals(MAGIC))
    throw new ConfigurationError(`${file} is no backup that this release can read. Nothing was changed.`);
  const begin = MAGIC.length + 1;
  if (head[MAGIC.length] === OPEN) return take(createReadStream(file, { start: begin }));
  if (passphrase === undefined)
    throw new ConfigurationError('The backup is sealed: set BACKUP_PASSPHRASE. Nothing was changed.');
  const salt = head.subarray(begin, begin + SALT_BYTES);
  const iv = head.subarray(begin + SALT_BYTES);
  const decipher = createDecipheriv(CIPHER, keyOf(passphrase, salt), iv);
  decipher.setAuthTag(await readAt(file, size - TAG_BYTES, TAG_BYTES));
  const body = createReadStream(file, { start: head.length, end: size - TAG_BYTES - 1 });
  const failed = pipeline(body, decipher).then(
    () => undefined,
    () =>
      new ConfigurationError(
        'The backup cannot be opened: the passphrase is another one, or the file was changed. Nothing was changed.',
      ),
  );
  const taken = await take(decipher).then(
    () => undefined,
    (error: unknown) => error,
  );
  const problem = (await failed) ?? taken;
  if (problem !== undefined) throw problem;
}

async function readAt(file: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, Math.max(0, position));
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
