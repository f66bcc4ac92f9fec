import { major, minor, rcompare, satisfies } from 'semver';
import { ReleaseError } from './errors.js';
import { baseName } from './folders.js';
import type { Manifest } from './manifest.js';
import { parseManifest, partFolder } from './release.js';
import type { Store } from './store.js';

/** The part whose modules all others import; two majors of it may be in one release. */
const SHARED = '@voiceassist/shared';

/** What of a version says that it may break others: of 0.x the second number. */
export const majorOf = (version: string): string =>
  major(version) ? String(major(version)) : `0.${minor(version)}`;

/** Which parts see each other: all of a release, but of `shared` the one that their `requires` means. */
export class Majors {
  /** What the page's modules are by their names: the `shared` of the shell. */
  readonly main: Manifest | undefined;
  /** Another major, for those parts that need it. */
  readonly beside: Manifest | undefined;

  constructor(private readonly parts: readonly Manifest[]) {
    const all = parts
      .filter(({ name }) => name === SHARED)
      .sort((one, other) => rcompare(one.version, other.version));
    const shell = parts.find(({ name }) => name === '@voiceassist/shell');
    this.main = all.find((each) => shell && meets(shell, each)) ?? all[0];
    this.beside = all.find((each) => each !== this.main);
  }

  /** The `shared` that a part gets; the shell's, unless it needs the other one. */
  of(part: Manifest): Manifest | undefined {
    const { main, beside } = this;
    return beside && !(main && meets(part, main)) && meets(part, beside) ? beside : main;
  }

  /** The parts of the release as one of them sees them. */
  seenBy(part: Manifest): Manifest[] {
    const hidden = this.of(part) === this.main ? this.beside : this.main;
    return this.parts.filter((each) => each !== hidden || each === part);
  }

  /** The name of a part in a release's record. */
  keyOf(part: Manifest): string {
    return part === this.beside ? `${SHARED}@${majorOf(part.version)}` : part.name;
  }
}

const meets = (part: Manifest, shared: Manifest): boolean => {
  const range = part.requires[SHARED];
  return range === undefined || satisfies(shared.version, range);
};

/**
 * What a release is to be made of, when these changes meet what is live: a new major of `shared` does not take the place
 * of one that parts still need, but stands beside it until none does.
 */
export async function withMajors(
  store: Store,
  live: Record<string, string>,
  changes: Record<string, string | null>,
): Promise<Record<string, string>> {
  const all = Object.entries({ ...live, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const others = all.filter(([name]) => baseName(name) !== SHARED);
  const hashes = new Set(
    [...Object.entries(changes), ...Object.entries(live).filter(([name]) => changes[name] !== null)].flatMap(
      ([name, hash]) => (baseName(name) === SHARED && hash ? [hash] : []),
    ),
  );
  if (hashes.size < 2) return Object.fromEntries(all);
  const read = (name: string, hash: string) => readManifest(store, name, hash);
  const [parts, found] = await Promise.all([
    Promise.all(others.map(([name, hash]) => read(name, hash))),
    Promise.all([...hashes].map((hash) => read(SHARED, hash))),
  ]);
  // Of one major there is one: the changed one stands first.
  const ofMajor = new Map<string, Manifest>();
  for (const each of found) {
    const key = majorOf(each.version);
    if (changes[`${SHARED}@${key}`] !== null && !ofMajor.has(key)) ofMajor.set(key, each);
  }
  const newest = [...ofMajor.values()].sort((one, other) => rcompare(one.version, other.version));
  const kept = newest.filter(
    (each, at) =>
      at === 0 ||
      each.hash === changes[SHARED] ||
      parts.some((part) => needs(part, each, newest.slice(0, at))),
  );
  if (kept.length > 2) {
    const last = kept.at(-1) as Manifest;
    const waiting = parts.filter((part) => needs(part, last, kept.slice(0, -1))).map(({ name }) => name);
    const versions = kept.map(({ version }) => version).join(', ');
    throw new ReleaseError(
      'refused',
      `The release was not composed; what is live goes on.\nIt would hold three majors of ${SHARED} (${versions}), and two may stand side by side. ${waiting.join(', ') || 'Nobody'} still needs ${last.version}: move it on first, or leave one out (--without shared@${majorOf(last.version)}).`,
    );
  }
  return Object.fromEntries([
    ...others,
    ...kept.map((each, at) => [at ? `${SHARED}@${majorOf(each.version)}` : SHARED, each.hash] as const),
  ]);
}

/** Whether a part would be without its `shared` if there were only the others. */
const needs = (part: Manifest, shared: Manifest, others: Manifest[]) =>
  SHARED in part.requires && meets(part, shared) && !others.some((other) => meets(part, other));

async function readManifest(store: Store, name: string, hash: string): Promise<Manifest> {
  const text = await store.read(`${partFolder(name, hash)}/mfe.json`);
  if (!text) throw new ReleaseError('not-found', `${name} ${hash} is not in the store. Publish it first.`);
  return parseManifest(text.toString(), { name, hash });
}
