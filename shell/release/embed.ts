import { major } from 'semver';
import * as v from 'valibot';
import { EMBED_PART, partFolder } from './folders.js';
import type { Manifest } from './manifest.js';
import { parseManifest, type Release } from './release.js';
import type { Store } from './store.js';

/** The name of its entry: partners write it in their pages. */
export const EMBED_FILE = 'va-chat.js';
/** Where it stands among the files of the part. */
export const EMBED_FOLDER = 'embed/';

/** What partners' addresses name of a version: `1` of `/embed/v1/`. */
export const embedMajor = (version: string): string => String(major(version));

const HASHED = /^\/embed\/([0-9a-f]{20})\/([\w-][\w.-]*)(?:\?|$)/;
const EVERGREEN = /^\/embed\/v(\d+)\/([\w-][\w.-]*)(?:\?|$)/;

/** Where the store keeps what an address of a build asks for. */
export function embedPath(address: string): string | undefined {
  const [, hash, file] = HASHED.exec(address) ?? [];
  return hash && file && `${partFolder(EMBED_PART, hash)}/${EMBED_FOLDER}${file}`;
}

/** What an address that follows the live release asks for. */
export function evergreen(address: string): { major: string; file: string } | undefined {
  const [, wanted, file] = EVERGREEN.exec(address) ?? [];
  return wanted && file ? { major: wanted, file } : undefined;
}

/**
 * The evergreen module. It says where the build is instead of being it: the files of a build import each other, and would
 * be loaded twice if one of them had a second address.
 */
export const evergreenModule = (hash: string): string => `import"../${hash}/${EMBED_FILE}";\n`;

/** The builds that a release answers with, by major: the one of its own part, and of earlier majors those that it was composed on. */
export function embedsOf(
  parts: readonly Manifest[],
  before: Release['embeds'] = {},
  ended: readonly string[] = [],
): Release['embeds'] {
  const own = parts.find(({ name, embed }) => name === EMBED_PART && embed);
  const all = { ...before, ...(own && { [embedMajor(own.version)]: own.hash }) };
  const kept = Object.entries(all).filter(([each]) => !ended.includes(each));
  return kept.length ? Object.fromEntries(kept) : undefined;
}

const url = v.pipe(v.string(), v.url());

/** `/embed/v1/embed.json`: what a page needs to load the chat, with the hash of every byte. */
export const embedSchema = v.strictObject({
  version: v.string(),
  /** Name of the build: its addresses never mean anything else. */
  hash: v.string(),
  /** Follows the portal within the major version. */
  evergreen: url,
  /** The entry of this very build. */
  script: v.strictObject({ src: url, integrity: v.string() }),
  /** The page that a frame of this very build shows, for `frame-url` where the element itself comes from elsewhere. */
  frame: v.optional(url),
  /** All files of the build; all but the entry come late. */
  files: v.array(v.strictObject({ url, integrity: v.string(), bytes: v.number() })),
  /** What stands in a page: the newest of the major version; this build; this build with every late file checked. */
  snippets: v.strictObject({ evergreen: v.string(), pinned: v.string(), whole: v.string() }),
});
export type Embed = v.InferOutput<typeof embedSchema>;

/** What a page needs to load the chat of a part from a portal; nothing when the part brings none. */
export function embedOf(manifest: Manifest, portal: string): Embed | undefined {
  if (!manifest.embed) return undefined;
  const { hash, version } = manifest;
  const address = (path: string) => `${portal}/embed/${hash}/${path.slice(EMBED_FOLDER.length)}`;
  const files = manifest.files
    .filter(({ path }) => path.startsWith(EMBED_FOLDER))
    .map(({ path, integrity, bytes }) => ({
      url: address(path),
      integrity,
      bytes,
    }));
  const src = `${portal}/embed/${hash}/${EMBED_FILE}`;
  const newest = `${portal}/embed/v${embedMajor(version)}/${EMBED_FILE}`;
  const integrity = files.find((file) => file.url === src)?.integrity ?? '';
  const pinned = `<script type="module" src="${src}" integrity="${integrity}" crossorigin></script>`;
  const scripts = files.filter((file) => file.url.endsWith('.js'));
  const map = { integrity: Object.fromEntries(scripts.map((file) => [file.url, file.integrity])) };
  return {
    version,
    hash,
    evergreen: newest,
    script: { src, integrity },
    ...(manifest.frame && { frame: address(manifest.frame) }),
    files,
    snippets: {
      evergreen: `<script type="module" src="${newest}" crossorigin></script>`,
      pinned,
      whole: `<script type="importmap">${JSON.stringify(map)}</script>\n${pinned}`,
    },
  };
}

/** What a page needs for one published build of it. */
export async function readEmbed(store: Store, hash: string, portal: string): Promise<Embed | undefined> {
  const text = await store.read(`${partFolder(EMBED_PART, hash)}/mfe.json`);
  return text && embedOf(parseManifest(text.toString(), { name: EMBED_PART, hash }), portal);
}

/** The same for each chat that a release answers with. */
export async function readEmbeds(store: Store, release: Release, portal: string): Promise<Embed[]> {
  const hashes = Object.values(release.embeds ?? {});
  const found = await Promise.all(hashes.map((hash) => readEmbed(store, hash, portal)));
  return found.filter((embed) => embed !== undefined);
}

/** Where people see the portal, for addresses that are printed. */
export const portalAddress = ({ VOICEASSIST_PORTAL_URL: given }: NodeJS.ProcessEnv): string =>
  (given || 'https://portal.example.org').replace(/\/$/, '');

/** The same in lines for a person. */
export const describeEmbed = ({ version, snippets }: Embed): string =>
  `chat for other pages ${version}, this very build:\n  ${snippets.pinned}\nthe newest of its major version:\n  ${snippets.evergreen}`;
