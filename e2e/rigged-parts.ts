import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_RECORD } from '../shell/release/build-record.js';
import { deploy } from '../shell/release/deploy.js';
import type { Manifest } from '../shell/release/manifest.js';
import { readPointer } from '../shell/release/pointer.js';
import { partFolder, requireRelease } from '../shell/release/release.js';
import { folderStore } from '../shell/release/store.js';

/** How code can fail, in the order of its life. */
export const CODE_FAULTS = [
  'evaluation',
  'bootstrap',
  'mount',
  'render',
  'update',
  'handler',
  'rejection',
  'error storm',
  'rejection storm',
] as const;
export type CodeFault = (typeof CODE_FAULTS)[number];

/** Stands in every message of a rigged error: it must be nowhere but on the page. */
export const CANARY = 'Canary-Patient-7214';

/** The real part behind a module of its own that fails as the page's storage says. */
const rigged = (name: string, entry: string) => `
import { LitElement, html } from 'lit';
import * as part from './${entry}';
const fault = () => localStorage.getItem('rigged ${name}');
const fail = () => {
  performance.mark('va-fault');
  throw new TypeError('${CANARY} ' + location.href);
};
if (fault() === 'evaluation') fail();
class Rigged extends LitElement {
  static properties = { turn: {} };
  render() {
    if (fault() === 'render') fail();
    return html\`\${this.turn}\`;
  }
  updated() {
    if (this.turn && fault() === 'update') fail();
  }
}
const tag = 'rigged-${name}';
if (!customElements.get(tag)) customElements.define(tag, Rigged);
let timer;
const act = () => {
  const kind = fault();
  const rejected = () => void (async () => fail())();
  if (kind === 'update') document.querySelector('va-portal').shadowRoot.querySelector(tag).turn = 1;
  if (kind === 'handler') fail();
  if (kind === 'rejection') rejected();
  if (kind === 'error storm') timer = setInterval(fail, 5);
  if (kind === 'rejection storm') timer = setInterval(rejected, 5);
};
export const bootstrap = async () => (fault() === 'bootstrap' ? fail() : part.bootstrap());
export async function mount(props) {
  if (fault() === 'mount') fail();
  await part.mount(props);
  props.outlet.append(document.createElement(tag));
  window.addEventListener('rigged ${name}', act);
  performance.mark('va-mounted');
}
export async function unmount(props) {
  clearInterval(timer);
  window.removeEventListener('rigged ${name}', act);
  await part.unmount(props);
}
`;

/** Releases every micro-frontend of a store anew, each with the rigged module as its entry. */
export async function releaseRigged(storeFolder: string): Promise<void> {
  const store = folderStore(storeFolder);
  const pointer = await readPointer(store);
  const live = pointer && (await requireRelease(store, pointer.release));
  const workshop = await mkdtemp(join(tmpdir(), 'voiceassist-rigged-'));
  const folders: string[] = [];
  try {
    for (const [name, hash] of Object.entries(live?.parts ?? {})) {
      const source = join(storeFolder, partFolder(name, hash));
      const manifest = JSON.parse(await readFile(join(source, 'mfe.json'), 'utf8')) as Manifest;
      if (!manifest.routes.length) continue;
      const { files, hash: _, ...record } = manifest;
      const short = name.split('/')[1] ?? '';
      const entry = manifest.modules[name] ?? '';
      const folder = join(workshop, short);
      for (const { path } of files) await cp(join(source, path), join(folder, path));
      await writeFile(join(folder, 'rigged.js'), rigged(short, entry));
      const modules = { [name]: 'rigged.js' };
      const graph = { ...record.graph, 'rigged.js': ['lit', entry] };
      await writeFile(join(folder, BUILD_RECORD), JSON.stringify({ ...record, modules, graph }));
      folders.push(folder);
    }
    await deploy(store, folders, { environment: {} });
  } finally {
    await rm(workshop, { recursive: true });
  }
}
