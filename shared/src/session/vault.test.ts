import { expect } from '@open-wc/testing';
import { BehaviorSubject, Subject } from 'rxjs';
import type { User } from '../schemas/users.js';
import type { EndReason } from './auth-token-stream.js';
import { Vault, indexedDbVaultStorage } from './vault.js';

const DATABASE = 'vault-test';
const CANARY = 'the patient weighs 71 kg';
const KEYS: Record<string, string> = { ada: 'A'.repeat(43), grace: 'B'.repeat(43) };

class Owner {
  readonly user$ = new BehaviorSubject<User | undefined>(undefined);
  readonly ended$ = new Subject<{ userId: string; reason: EndReason }>();
  get user(): User | undefined {
    return this.user$.value;
  }
  /** Whose session the computer holds while the server cannot be asked. */
  kept: string | undefined;
  ownerId(): Promise<string | undefined> {
    return Promise.resolve(this.user?.id ?? this.kept);
  }
  signIn(id: string): void {
    this.user$.next({ id } as User);
  }
  end(reason: EndReason): void {
    const userId = this.user?.id ?? '';
    this.user$.next(undefined);
    this.ended$.next({ userId, reason });
  }
}

function open(
  owner: Owner,
  key: () => Promise<string | undefined> = async () => KEYS[owner.user?.id ?? ''],
): Vault {
  return new Vault(owner, key, indexedDbVaultStorage(DATABASE));
}

/** Everything that lies on the disk, as text. */
async function onDisk(): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onsuccess = () => resolve(opening.result);
  });
  const all = await new Promise<{ ciphertext: ArrayBuffer }[]>((resolve) => {
    const reading = database.transaction('texts').objectStore('texts').getAll();
    reading.onsuccess = () => resolve(reading.result as { ciphertext: ArrayBuffer }[]);
  });
  database.close();
  return all.map(({ ciphertext }) => new TextDecoder('latin1').decode(ciphertext)).join('\n');
}

afterEach(async () => {
  await new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(DATABASE);
    deleting.onsuccess = resolve;
    deleting.onblocked = resolve;
  });
});

describe('Vault', () => {
  it('gives a text back to the same person after an idle log-off, and to nobody else', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    const vault = open(owner);
    await vault.write('draft:new', CANARY);
    owner.end('idle');
    expect(await vault.read('draft:new')).to.equal(undefined);
    owner.signIn('grace');
    expect(await vault.read('draft:new')).to.equal(undefined);
    owner.end('idle');
    owner.signIn('ada');
    expect(await vault.read('draft:new')).to.equal(CANARY);
  });

  it('tells what is kept for whose session it is while nobody can have the key, and nothing of anybody else', async () => {
    const owner = new Owner();
    owner.signIn('grace');
    await open(owner).write('draft:new', CANARY);
    owner.signIn('ada');
    const vault = open(owner, () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await vault.lockedNames()).to.deep.equal([]);
    await open(owner).write('draft:c1', CANARY);
    await open(owner).write('outbox:c1:w', CANARY);
    owner.user$.next(undefined);
    owner.kept = 'ada';
    expect(await vault.lockedNames()).to.deep.equal(['draft:c1', 'outbox:c1:w']);
    expect(await vault.read('draft:c1')).to.equal(undefined);
    owner.kept = undefined;
    expect(await vault.lockedNames()).to.deep.equal([]);
  });

  it('writes nothing that can be read without the key', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    await open(owner).write('draft:new', CANARY);
    const disk = await onDisk();
    expect(disk).to.have.length.greaterThan(0);
    expect(disk).not.to.contain(CANARY);
  });

  it('cannot be opened with another key, and then forgets what nobody can read', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    await open(owner).write('draft:new', CANARY);
    expect(await open(owner, async () => KEYS['grace']).read('draft:new')).to.equal(undefined);
    expect(await onDisk()).to.equal('');
  });

  it('is empty after a sign-out, whatever was under way', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    const vault = open(owner);
    await vault.write('draft:new', CANARY);
    void vault.write('draft:1', CANARY);
    owner.end('signed-out');
    owner.signIn('ada');
    expect(await vault.read('draft:new')).to.equal(undefined);
    expect(await onDisk()).to.equal('');
  });

  it('drops a write whose person has gone while the key was on its way', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    let give: (key: string) => void = () => undefined;
    const vault = open(owner, () => new Promise((resolve) => (give = resolve)));
    const written = vault.write('draft:new', CANARY);
    await Promise.resolve();
    await Promise.resolve();
    owner.end('idle');
    give(KEYS['ada'] ?? '');
    await written;
    owner.signIn('ada');
    expect(await open(owner).read('draft:new')).to.equal(undefined);
  });

  it('never keeps what one person wrote for the next one', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    const vault = open(owner);
    void vault.write('draft:1', 'first');
    void vault.write('draft:new', CANARY);
    owner.end('idle');
    owner.signIn('grace');
    expect(await vault.read('draft:new')).to.equal(undefined);
  });

  it('keeps nothing and finds nothing where the server has no vault', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    const vault = open(owner, async () => undefined);
    await vault.write('draft:new', CANARY);
    expect(await vault.read('draft:new')).to.equal(undefined);
  });

  it('asks for the key again when it could not be had', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    let isThere = false;
    const vault = open(owner, () =>
      isThere ? Promise.resolve(KEYS['ada']) : Promise.reject(new Error('network')),
    );
    let failed: unknown;
    await vault.write('draft:new', CANARY).catch((error: unknown) => (failed = error));
    expect(failed).to.be.an('error');
    isThere = true;
    await vault.write('draft:new', CANARY);
    expect(await vault.read('draft:new')).to.equal(CANARY);
  });

  it('removes a text that has become empty', async () => {
    const owner = new Owner();
    owner.signIn('ada');
    const vault = open(owner);
    await vault.write('draft:new', CANARY);
    await vault.write('draft:new', '');
    expect(await onDisk()).to.equal('');
  });
});
