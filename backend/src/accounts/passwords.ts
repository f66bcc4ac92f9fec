import { readFileSync } from 'node:fs';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's parameters for argon2id: 19 MiB, two passes, one thread. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const common = new Set(
  readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
);

/** True for a password that many people use, in any mixture of cases. */
export const isCommon = (password: string): boolean => common.has(password.toLowerCase());

/** The argon2id hash to store. */
export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

/** Compared with when nobody has the address, so that an answer takes as long as for somebody. */
const nobody = hashPassword('the password of nobody');

/** Whether `password` belongs to the stored hash. Without a hash it is false after the same time. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password);
  return typeof stored === 'string' && matches;
}
