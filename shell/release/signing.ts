import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ReleaseError } from './errors.js';

const PEM = /-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g;

/** A key given as PEM or as the path of a PEM file. */
async function pemOf(given: string): Promise<string> {
  if (given.includes('-----BEGIN')) return given;
  try {
    return await readFile(given, 'utf8');
  } catch (error) {
    throw new ReleaseError(
      'usage',
      `The key file ${given} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

function ed25519(make: () => KeyObject, what: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = make();
  } catch {
    // Said below, without anything of the key.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new ReleaseError('usage', `${what} is not an Ed25519 key in PEM. See docs/teams.md, "Signed parts".`);
}

/** The private key that a team signs with. */
export async function signingKey(given: string | undefined): Promise<KeyObject | undefined> {
  if (!given) return undefined;
  const pem = await pemOf(given);
  return ed25519(() => createPrivateKey(pem), 'The signing key');
}

/** The public keys, any of which must have signed a part; one file may hold several. Empty: signatures are not asked for. */
export async function trustedKeys(given: string[]): Promise<KeyObject[]> {
  const keys: KeyObject[] = [];
  for (const one of given) {
    const found = (await pemOf(one)).match(PEM) ?? [];
    // A file without a key must never mean that nobody has to sign.
    if (!found.length) throw new ReleaseError('usage', `There is no public key in ${one}.`);
    for (const pem of found) {
      if (pem.includes('PRIVATE'))
        throw new ReleaseError('usage', `${one} holds a private key, not a public one.`);
      keys.push(ed25519(() => createPublicKey(pem), `A key in ${one}`));
    }
  }
  return keys;
}

/** The signature of a manifest, for the file beside it. */
export const signatureOf = (manifest: string, key: KeyObject): string =>
  sign(null, Buffer.from(manifest), key).toString('base64');

/** Whether one of the keys made this signature; only as it is written by `signatureOf`, though base64 could be read more loosely. */
export function isSignedBy(manifest: Uint8Array, signature: string, keys: KeyObject[]): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return bytes.toString('base64') === signature && keys.some((key) => verify(null, manifest, key, bytes));
}
