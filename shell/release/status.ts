import { describeEmbed, portalAddress, readEmbeds, type Embed } from './embed.js';
import { ReleaseError } from './errors.js';
import { readPointer, type Canary, type Left } from './pointer.js';
import { parseManifest, partFolder, readUsableRelease, requireRelease, shortName } from './release.js';
import type { Store } from './store.js';

/** What is live, what can be gone back to, and what waits. */
export interface Status {
  live:
    | {
        release: string;
        since: string;
        revision: number;
        parts: { name: string; version: string; hash: string; bytes: number }[];
        environment: Record<string, string>;
        /** The chat for pages that are not the portal. */
        embeds: Embed[];
      }
    | undefined;
  canary: Canary | undefined;
  previous: Left[];
  withdrawn: Left[];
  /** Composed and not live; promoted while its base is live. */
  composed: { release: string; at: string; base: string | undefined }[];
  /** Published parts of no release that is live. */
  published: { name: string; hash: string; at: string }[];
  pruneSince: string | undefined;
}

/** Reads the state of a store. */
export async function readStatus(store: Store, portal = portalAddress({})): Promise<Status> {
  const pointer = await readPointer(store);
  const release = pointer && (await requireRelease(store, pointer.release));
  const parts = [];
  for (const [name, hash] of Object.entries(release?.parts ?? {})) {
    const text = (await store.read(`${partFolder(name, hash)}/mfe.json`))?.toString() ?? '';
    const { version, files } = parseManifest(text, { name, hash });
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    parts.push({ name: shortName(name), version, hash, bytes });
  }
  const known = new Set(
    [pointer, pointer?.canary, ...(pointer?.previous ?? []), ...(pointer?.withdrawn ?? [])].map(
      (left) => left?.release,
    ),
  );
  const composed = [];
  for (const { name, at } of await byTime(store, 'releases', (file) => file)) {
    const id = name.replace(/\.json$/, '');
    if (!name.endsWith('.json') || known.has(id)) continue;
    const usable = await readUsableRelease(store, id);
    if (usable) composed.push({ release: id, at, base: usable.base });
  }
  const published = [];
  for (const part of await store.list('parts')) {
    for (const { name: hash, at } of await byTime(store, `parts/${part}`, (folder) => `${folder}/mfe.json`))
      if (
        !Object.entries(release?.parts ?? {}).some(
          ([name, live]) => live === hash && partFolder(name, live) === `parts/${part}/${hash}`,
        )
      )
        published.push({ name: part, hash, at });
  }
  return {
    live: pointer &&
      release && {
        release: pointer.release,
        since: pointer.since,
        revision: pointer.revision,
        parts,
        environment: release.environment,
        embeds: await readEmbeds(store, release, portal),
      },
    canary: pointer?.canary,
    previous: pointer?.previous ?? [],
    withdrawn: pointer?.withdrawn ?? [],
    composed,
    published,
    pruneSince: pointer?.condemned?.since,
  };
}

/** Newest first; what has no time is gone or not finished. */
async function byTime(store: Store, folder: string, file: (name: string) => string) {
  const found: { name: string; time: number; at: string }[] = [];
  for (const name of await store.list(folder)) {
    const time = await store.writtenAt(`${folder}/${file(name)}`);
    if (time) found.push({ name, time: time.getTime(), at: time.toISOString() });
  }
  return found.sort((one, other) => other.time - one.time);
}

/** The hash of a part as it was published last, or of the one whose hash begins like this. */
export async function newestPublished(store: Store, part: string, hash = ''): Promise<string> {
  const all = await byTime(store, `parts/${part}`, (folder) => `${folder}/mfe.json`);
  const found = all.filter(({ name }) => name.startsWith(hash));
  const [newest] = found;
  if (newest && (!hash || found.length === 1)) return newest.name;
  const known = all.map(({ name }) => name).join(', ') || 'nothing of it is published';
  throw new ReleaseError(
    'not-found',
    `${hash ? `${part}@${hash} is not one published part` : `${part} is not in the store`} (${known}). Publish it first.`,
  );
}

/** The release that was composed last. */
export async function newestComposed(store: Store): Promise<string> {
  const [newest] = (await byTime(store, 'releases', (file) => file)).filter(({ name }) =>
    name.endsWith('.json'),
  );
  if (!newest) throw new ReleaseError('not-found', 'No release has been composed yet.');
  return newest.name.replace(/\.json$/, '');
}

/** Who gets a canary, in a line for a person. */
export function describeCanary({ release, since, share, role }: Canary): string {
  const audience = [share && `${share} % of browsers`, role && `role ${role}`].filter(Boolean).join(' and ');
  return `canary ${release} since ${since}, for ${audience}`;
}

/** The state in lines for a person. */
export function describeStatus({
  live,
  canary,
  previous,
  withdrawn,
  composed,
  published,
  pruneSince,
}: Status): string {
  const lines = live
    ? [
        `live ${live.release} since ${live.since}`,
        ...live.parts.map(
          ({ name, version, hash, bytes }) => `  ${name} ${version} ${hash}, ${(bytes / 1000).toFixed(1)} kB`,
        ),
        ...Object.entries(live.environment).map(([key, value]) => `  ${key}=${value}`),
        ...live.embeds.map(describeEmbed),
      ]
    : ['nothing is live yet'];
  if (canary) lines.push(describeCanary(canary));
  lines.push(
    ...previous.map(({ release, until }) => `can go back to ${release}, live until ${until}`),
    ...withdrawn.map(({ release, until }) => `withdrawn ${release}, live until ${until}`),
    ...composed.map(({ release, at, base }) => `composed ${release} at ${at}, on ${base ?? 'nothing'}`),
    ...published.map(({ name, hash, at }) => `published ${name}@${hash} at ${at}, not live`),
  );
  if (pruneSince) lines.push(`a prune is at work since ${pruneSince}`);
  return lines.join('\n');
}
