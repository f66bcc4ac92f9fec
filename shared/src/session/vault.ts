import type { Observable } from 'rxjs';
import type { User } from '../schemas/users.js';
import { ObjectStore } from './database.js';
import type { EndReason } from './auth-token-stream.js';

/** A text as it lies on the disk of a computer that others use too. */
export interface SealedText {
  iv: Uint8Array<ArrayBuffer>;
  ciphertext: ArrayBuffer;
}

/** Where sealed texts lie, by `<user id>/<name>`. */
export interface VaultStorage {
  get(key: string): Promise<SealedText | undefined>;
  put(key: string, sealed: SealedText): Promise<void>;
  delete(key: string): Promise<void>;
  /** Every key that begins so. */
  keys(prefix: string): Promise<string[]>;
  /** Removes everything whose key begins so. */
  deleteAll(prefix: string): Promise<void>;
}

/** Keeps sealed texts in IndexedDB. */
export function indexedDbVaultStorage(name = 'voiceassist-vault'): VaultStorage {
  const sealed = new ObjectStore(name, 'texts');
  const range = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  return {
    get: (key) =>
      sealed.transact<SealedText>('readonly', (store, answer) => {
        const reading = store.get(key) as IDBRequest<SealedText>;
        reading.onsuccess = () => answer(reading.result);
      }),
    put: (key, value) => sealed.transact<undefined>('readwrite', (store) => store.put(value, key)),
    delete: (key) => sealed.transact<undefined>('readwrite', (store) => store.delete(key)),
    keys: async (prefix) =>
      (await sealed.transact<string[]>('readonly', (store, answer) => {
        const reading = store.getAllKeys(range(prefix)) as IDBRequest<string[]>;
        reading.onsuccess = () => answer(reading.result);
      })) ?? [],
    deleteAll: (prefix) => sealed.transact<undefined>('readwrite', (store) => store.delete(range(prefix))),
  };
}

/** What the vault needs of the session. */
interface Owner {
  readonly user: User | undefined;
  readonly user$: Observable<User | undefined>;
  readonly ended$: Observable<{ userId: string; reason: EndReason }>;
  ownerId(): Promise<string | undefined>;
}

const AES = 'AES-GCM';

/**
 * Texts at rest that only their owner can read: encrypted under a key that the server gives to the signed-in person and
 * that is held in memory alone. An idle log-off keeps them, locked; a sign-out removes them. Where there is no key (a
 * server without the capability `vault`, a page without HTTPS) nothing is kept and nothing is found.
 */
export class Vault {
  #key: { userId: string; key: Promise<CryptoKey | undefined> } | undefined;
  /** One act after the other, so that what was removed is not written again by an act that had begun before. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly owner: Owner,
    /** The key in base64url; nothing where the server has no vault. */
    private readonly fetchKey: () => Promise<string | undefined>,
    private readonly storage: VaultStorage,
  ) {
    owner.user$.subscribe((user) => {
      if (this.#key?.userId !== user?.id) this.#key = undefined;
    });
    owner.ended$.subscribe(({ userId, reason }) => {
      if (reason === 'signed-out') void this.#inTurn(() => storage.deleteAll(`${userId}/`)).catch(() => {});
    });
  }

  /** The text kept under `name` for the signed-in person. */
  read(name: string): Promise<string | undefined> {
    const userId = this.owner.user?.id;
    return this.#inTurn(async () => {
      const owned = await this.#own(userId, name);
      const sealed = owned && (await this.storage.get(owned.id));
      if (!sealed) return undefined;
      const algorithm = { name: AES, iv: sealed.iv, additionalData: owned.context };
      try {
        return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, owned.key, sealed.ciphertext));
      } catch {
        // Damaged, or sealed under a key that the server no longer gives: nobody can ever read it.
        await this.storage.delete(owned.id);
        return undefined;
      }
    });
  }

  /** Keeps `text` under `name`; an empty one removes what was kept. Resolves to whether there is a place to keep it. */
  write(name: string, text: string): Promise<boolean> {
    const userId = this.owner.user?.id;
    return this.#inTurn(async () => {
      const owned = await this.#own(userId, name);
      if (!owned) return false;
      if (!text) {
        await this.storage.delete(owned.id);
        return true;
      }
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const ciphertext = await crypto.subtle.encrypt(
        { name: AES, iv, additionalData: owned.context },
        owned.key,
        new TextEncoder().encode(text),
      );
      if (this.owner.user?.id === userId) await this.storage.put(owned.id, { iv, ciphertext });
      return true;
    });
  }

  /** The names, beginning so, under which something is kept for the signed-in person. */
  names(prefix: string): Promise<string[]> {
    const userId = this.owner.user?.id;
    return this.#inTurn(async () => {
      if (!userId || this.owner.user?.id !== userId) return [];
      const keys = await this.storage.keys(`${userId}/${prefix}`);
      return keys.map((key) => key.slice(userId.length + 1));
    });
  }

  /**
   * The names of all that is kept for whoever's session this computer holds, also while nobody can have the key: what is
   * kept can be told then, and not be read.
   */
  async lockedNames(): Promise<string[]> {
    const userId = await this.owner.ownerId();
    if (!userId) return [];
    const keys = await this.#inTurn(() => this.storage.keys(`${userId}/`));
    return keys.map((key) => key.slice(userId.length + 1));
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** The key and the place of a text of the person who is signed in still. */
  async #own(userId: string | undefined, name: string) {
    if (!userId || this.owner.user?.id !== userId) return undefined;
    if (this.#key?.userId !== userId) {
      const key = this.#importKey();
      const held = { userId, key };
      this.#key = held;
      // A key that could not be had is asked for again.
      key.catch(() => {
        if (this.#key === held) this.#key = undefined;
      });
    }
    const key = await this.#key.key;
    if (!key || this.owner.user?.id !== userId) return undefined;
    const id = `${userId}/${name}`;
    return { id, key, context: new TextEncoder().encode(id) };
  }

  async #importKey(): Promise<CryptoKey | undefined> {
    const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
    const text = subtle && (await this.fetchKey());
    if (!text) return undefined;
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return subtle.importKey('raw', bytes, AES, false, ['encrypt', 'decrypt']);
  }
}
