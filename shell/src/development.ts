// Loaded by releases that are not for production; in production's page there is no way to it, and it may not run there.
import * as v from 'valibot';
import { sourceManifestSchema, type ReleaseInformation } from '../release/manifest.js';
import { readOverrides, type Override } from './overrides.js';

/** A development server on this computer that has not answered by then is not running. */
const PATIENCE_MS = 3_000;

/** Lets parts from this computer stand in for those of the release, as the address asks for. */
export async function startDevelopment(
  release: ReleaseInformation,
  standIn: (name: string, address: string) => unknown,
): Promise<void> {
  const overrides = readOverrides(new URL(location.href), sessionStorage);
  if (!overrides.length) return;
  const missing = new Set<string>();
  await Promise.all(
    overrides.map(async (override) => {
      standIn(override.name, `${override.origin}/override.js`);
      if (!(await describe(override, release))) missing.add(override.name);
    }),
  );
  release.overrides = overrides;
  void import('./override-badge.js').then(({ showBadge }) => showBadge(overrides, missing));
}

/** Takes routes and navigation from the development server too, so that a page can be tried before it is deployed. */
async function describe({ name, origin }: Override, release: ReleaseInformation): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`${origin}/override.json`, { signal, cache: 'no-store' });
    const { label = name, routes, navigation, translations, ...own } = v.parse(schema, await answer.json());
    if (own.name !== name) return false;
    const { version } = own;
    const part = { name, label, version, hash: 'override', routes, navigation, translations };
    const at = release.microFrontends.findIndex((each) => each.name === name);
    release.microFrontends.splice(at < 0 ? release.microFrontends.length : at, at < 0 ? 0 : 1, part);
    return true;
  } catch {
    return false;
  }
}

const schema = v.object({ ...sourceManifestSchema.entries, version: v.string() });
