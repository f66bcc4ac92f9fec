import type { KeyObject } from 'node:crypto';
import { DIALECT_CHOICES, configFromEnvironment } from '@voiceassist/shared/config';
import { conflicts } from './check.js';
import { embedsOf } from './embed.js';
import { ReleaseError } from './errors.js';
import { Majors, withMajors } from './majors.js';
import type { ReleaseInformation } from './manifest.js';
import { assertObservable } from './observability.js';
import { pack } from './pack.js';
import { composePage, type PublicEnvironment } from './page.js';
import { readPointer } from './pointer.js';
import { contentHash, integrityOf, releaseText, requireRelease, type Release } from './release.js';
import { composeServiceWorker } from './service-worker.js';
import type { Store } from './store.js';
import { inspectParts } from './verify.js';

/** The guide's names in an environment. */
export function publicEnvironment(environment: NodeJS.ProcessEnv): PublicEnvironment {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => /^VITE_/.test(entry[0]) && Boolean(entry[1]),
    ),
  );
}

const sorted = <T>(record: Record<string, T>) =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));

/** What a release is composed with, besides its parts. */
export interface ComposeOptions {
  /** The release that is live, for `promote` to replace no other. */
  base?: string | undefined;
  /** The chats of earlier majors that pages of others go on with. */
  embeds?: Release['embeds'];
  /** Majors of them that end with this release. */
  ended?: string[] | undefined;
  /** Public keys, one of which must have signed each part; none: signatures are not asked for. */
  keys?: KeyObject[] | undefined;
}

/** Checks that the parts fit together and are whole, then writes their release. It is not live yet. */
export async function compose(
  store: Store,
  parts: Record<string, string>,
  environment: PublicEnvironment,
  { base, embeds: before, ended, keys }: ComposeOptions = {},
): Promise<Release> {
  assertObservable(environment);
  assertSpoken(environment);
  const inspected = await inspectParts(store, sorted(parts), keys);
  const manifests = inspected.flatMap(({ manifest }) => manifest ?? []);
  const against = inspected.flatMap(({ faults }) => faults);
  // A part that cannot be read would only be reported again, as missing.
  if (manifests.length === inspected.length) against.unshift(...conflicts(manifests));
  if (!manifests.some(({ name }) => name === '@voiceassist/shell') && !against.length)
    against.push('A release needs @voiceassist/shell.');
  if (against.length) {
    throw new ReleaseError(
      'refused',
      `The release was not composed; what is live goes on.\n${against.join('\n')}`,
    );
  }

  const microFrontends: ReleaseInformation['microFrontends'] = manifests
    .filter((part) => part.routes.length)
    .map(({ name, label = name, hash, version, routes, navigation, translations }) => ({
      name,
      label,
      hash,
      version,
      routes,
      navigation,
      translations,
    }));
  const majors = new Majors(manifests);
  const ordered = sorted(environment);
  // By the names that they have in this release: which major stands beside the other may change.
  const named = sorted(Object.fromEntries(manifests.map((part) => [majors.keyOf(part), part.hash])));
  const information = {
    production: configFromEnvironment(ordered).environment === 'production',
    parts: manifests.map(({ name, version, hash }) => ({ name, version, hash })),
    microFrontends,
  };
  const page = (id: string) => composePage(manifests, { id, ...information }, ordered);
  // The page carries the name, so the name is that of the page without it.
  const { html: nameless, headers } = page('');
  const embeds = embedsOf(manifests, before, ended);
  const id = contentHash([named, ordered, headers, nameless, ...(embeds ? [embeds] : [])]);
  const { html } = page(id);
  const own = { id, page: html, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } };
  const worker = await composeServiceWorker(store, manifests, own, ordered);
  await store.write(`releases/${id}.html`, html);
  await store.write(`releases/${id}.html.br`, await pack(Buffer.from(html)));
  if (worker) await store.write(`releases/${id}.sw.js`, worker);
  const rest = {
    ...{ id, parts: named, environment: ordered, headers, page: integrityOf(html) },
    ...(worker && { serviceWorker: integrityOf(worker) }),
    ...(embeds && { embeds }),
  };
  const text = releaseText(base ? { ...rest, base } : rest);
  await store.write(`releases/${id}.json`, text);
  return JSON.parse(text) as Release;
}

/** Refuses a dialect that nothing in a release speaks. */
function assertSpoken({ VITE_DIALECT: dialect }: PublicEnvironment): void {
  if (!dialect || DIALECT_CHOICES.some((each) => each === dialect)) return;
  throw new ReleaseError(
    'refused',
    `VITE_DIALECT must be one of ${DIALECT_CHOICES.join(', ')}, not ${dialect}.`,
  );
}

/** Composes what is live with some parts replaced (or, by null, left out) and some values of the environment. */
export async function composeOnLive(
  store: Store,
  changes: Record<string, string | null>,
  environment: PublicEnvironment,
  keys?: KeyObject[],
): Promise<Release> {
  const pointer = await readPointer(store);
  const live = pointer && (await requireRelease(store, pointer.release));
  const without = Object.keys(changes).flatMap((name) => /^@voiceassist\/embed@(\d+)$/.exec(name)?.[1] ?? []);
  const parts = await withMajors(store, live?.parts ?? {}, changes);
  const options = { base: live?.id, embeds: live?.embeds, ended: without, keys };
  return compose(store, parts, { ...live?.environment, ...environment }, options);
}
