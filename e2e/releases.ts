import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BUILD_RECORD } from '../shell/release/build-record.js';
import { composeOnLive } from '../shell/release/compose.js';
import { deploy } from '../shell/release/deploy.js';
import type { Manifest } from '../shell/release/manifest.js';
import { readPointer } from '../shell/release/pointer.js';
import { promote, rollback } from '../shell/release/promote.js';
import { prune } from '../shell/release/prune.js';
import { publish } from '../shell/release/publish.js';
import { partFolder, requireRelease } from '../shell/release/release.js';
import { folderStore, type Store } from '../shell/release/store.js';

/** The store of a running portal, and the teams that release into it. */
export class Releases {
  readonly store: Store;
  #builds = 0;

  constructor(dataDir: string) {
    this.store = folderStore(join(dataDir, 'portal'));
  }

  /** The release that new tabs get. */
  async live(): Promise<string> {
    return (await readPointer(this.store))?.release ?? '';
  }

  /** A team deploys its part once more, with every file changed; gives the release. */
  async deploy(name: string): Promise<string> {
    const folder = await this.#nextBuild(name);
    const { release } = await deploy(this.store, [folder], { environment: {} });
    await rm(folder, { recursive: true });
    return release.id;
  }

  /** The next major of `shared` goes live beside this one, with a part that has moved to it. */
  async deployMajor(version: string, name: string): Promise<void> {
    const requires = { '@voiceassist/shared': `^${version}` };
    const folders = [await this.#nextBuild('shared', { version }), await this.#nextBuild(name, { requires })];
    await deploy(this.store, folders, { environment: {} });
    for (const folder of folders) await rm(folder, { recursive: true });
  }

  /** What is live, with other values of `VITE_*`. */
  async configure(environment: Record<string, string>): Promise<void> {
    const { id, base } = await composeOnLive(this.store, {}, environment);
    await promote(this.store, id, base);
  }

  /** A team publishes and composes; what it made can become live later. */
  async compose(name: string): Promise<() => Promise<void>> {
    const folder = await this.#nextBuild(name);
    const { hash } = await publish(this.store, folder);
    await rm(folder, { recursive: true });
    const { id, base } = await composeOnLive(this.store, { [`@voiceassist/${name}`]: hash }, {});
    return () => promote(this.store, id, base);
  }

  /** Goes back to the release before; gives the name of the one that is live now. */
  async rollback(): Promise<string> {
    return (await rollback(this.store)).to;
  }

  /** Removes everything that is not live, however young. */
  async prune(): Promise<void> {
    await prune(this.store, { keep: 0, days: -1, atOnce: true });
  }

  /** The addresses of the files of a release, by folder. */
  async foldersOf(release: string): Promise<Set<string>> {
    const { parts } = await requireRelease(this.store, release);
    return new Set(Object.entries(parts).map(([name, hash]) => `/${partFolder(name, hash)}/`));
  }

  /** The live part as its build would leave it after a change. */
  async #nextBuild(name: string, changes: Partial<Manifest> = {}): Promise<string> {
    this.#builds += 1;
    const { parts } = await requireRelease(this.store, await this.live());
    const full = `@voiceassist/${name}`;
    const from = partFolder(full, parts[full] ?? '');
    const text = (await this.store.read(`${from}/mfe.json`))?.toString() ?? '';
    const { hash: _hash, files, ...record } = JSON.parse(text) as Manifest;
    const folder = await mkdtemp(join(tmpdir(), 'voiceassist-build-'));
    for (const { path } of files) {
      const bytes = (await this.store.read(`${from}/${path}`)) ?? Buffer.from('');
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      const isScript = path.endsWith('.js');
      const before = bytes.toString().replace(/\n\/\/ build \d+$/, '');
      await writeFile(target, isScript ? `${before}\n// build ${this.#builds}` : bytes);
    }
    await writeFile(join(folder, BUILD_RECORD), JSON.stringify({ ...record, ...changes }));
    return folder;
  }
}
