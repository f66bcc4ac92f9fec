import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runPortal } from './command.js';
import { builtPart } from './testing/built-part.js';

let root: string;
let store: string;
let environment: NodeJS.ProcessEnv;

async function portal(...args: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const surroundings = { environment, out: () => {}, err: (text: string) => (said += text) };
  return { code: await runPortal([...args, '--store', store], surroundings), said };
}

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'voiceassist-damage-'));
  store = join(root, 'store');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  environment = {
    VOICEASSIST_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    VOICEASSIST_TRUSTED_KEYS: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
  const folders = [await builtPart(root, 'shell'), await builtPart(root, 'one')];
  await writeFile(join(folders[1]!, 'mark.png'), Buffer.from([137, 80, 78, 71, 0, 255]));
  const { code, said } = await portal('deploy', ...folders);
  assert.equal(code, 0, said);
});
after(() => rm(root, { recursive: true }));

describe('a flipped byte', () => {
  it('is found by verify in every file of the store, wherever it is', async () => {
    const entries = await readdir(store, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    // Two parts with manifest, signature, module and packed module; an image; record, page, packed page and pointer.
    assert.equal(files.length, 13, files.join('\n'));
    for (const file of files) {
      const bytes = await readFile(file);
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1;
        await writeFile(file, flipped);
        const { code, said } = await portal('verify');
        assert.equal(code, 3, `${file} at ${at}: ${said}`);
      }
      await writeFile(file, bytes);
    }
    assert.equal((await portal('verify')).code, 0);
  });

  it('and a lost file are mended by publishing and composing again', async () => {
    const folder = join(store, 'parts/one', (await readdir(join(store, 'parts/one')))[0]!);
    await rm(join(folder, 'main.js'));
    const { code, said } = await portal('verify');
    assert.equal(code, 3);
    assert.match(said, /@voiceassist\/one: main\.js is missing\. Publish it again/);
    assert.equal((await portal('compose')).code, 3);
    const built = (await readdir(root)).find((name) => name.startsWith('one-'))!;
    assert.equal((await portal('publish', join(root, built))).code, 0);
    assert.equal((await portal('verify')).code, 0);
  });
});
