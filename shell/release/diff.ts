import { parseManifest, partFolder, shortName, type Release } from './release.js';
import type { Manifest } from './manifest.js';
import type { Store } from './store.js';

/** What changes for the people who use the portal when one release takes the place of another. */
export interface Difference {
  from: string | undefined;
  to: string;
  parts: PartDifference[];
  /** Name → value before and after. */
  environment: Record<string, [string | undefined, string | undefined]>;
  /** Names of response headers that change. */
  headers: string[];
}

interface PartDifference {
  name: string;
  change: 'added' | 'removed' | 'changed';
  version: [string | undefined, string | undefined];
  hash: [string | undefined, string | undefined];
  bytes: [number, number];
  /** Numbers of files. */
  files: { added: number; removed: number; same: number };
  routes: { added: string[]; removed: string[] };
}

const changes = (from: Record<string, string> = {}, to: Record<string, string> = {}) =>
  [...new Set([...Object.keys(from), ...Object.keys(to)])].sort().filter((key) => from[key] !== to[key]);

/** Compares two releases; without the first, with nothing. */
export async function difference(store: Store, from: Release | undefined, to: Release): Promise<Difference> {
  const manifest = async (name: string, hash: string | undefined) => {
    const text = hash && (await store.read(`${partFolder(name, hash)}/mfe.json`))?.toString();
    return text ? parseManifest(text, { name, hash: hash ?? '' }) : undefined;
  };
  const parts: PartDifference[] = [];
  for (const name of changes(from?.parts, to.parts)) {
    const before = await manifest(name, from?.parts[name]);
    const after = await manifest(name, to.parts[name]);
    const [old, now] = [filesOf(before), filesOf(after)];
    const [oldRoutes, nowRoutes] = [routesOf(before), routesOf(after)];
    parts.push({
      name: shortName(name),
      change: from?.parts[name] ? (to.parts[name] ? 'changed' : 'removed') : 'added',
      version: [before?.version, after?.version],
      hash: [from?.parts[name], to.parts[name]],
      bytes: [bytesOf(before), bytesOf(after)],
      files: {
        added: now.filter((file) => !old.includes(file)).length,
        removed: old.filter((file) => !now.includes(file)).length,
        same: now.filter((file) => old.includes(file)).length,
      },
      routes: {
        added: nowRoutes.filter((path) => !oldRoutes.includes(path)),
        removed: oldRoutes.filter((path) => !nowRoutes.includes(path)),
      },
    });
  }
  return {
    from: from?.id,
    to: to.id,
    parts,
    environment: Object.fromEntries(
      changes(from?.environment, to.environment).map((key) => [
        key,
        [from?.environment[key], to.environment[key]],
      ]),
    ),
    headers: changes(from?.headers, to.headers),
  };
}

const filesOf = (part: Manifest | undefined) => part?.files.map((file) => file.path + file.integrity) ?? [];
const routesOf = (part: Manifest | undefined) => part?.routes.map((route) => route.path) ?? [];
const bytesOf = (part: Manifest | undefined) => part?.files.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;

/** The comparison in lines for a person. */
export function describeDifference({ from, to, parts, environment, headers }: Difference): string {
  const lines = [`${from ?? 'nothing'} → ${to}`];
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  for (const { name, change, version, hash, bytes, files, routes } of parts) {
    const both = <T>([before, after]: [T, T]) =>
      [before, after].filter((value) => value !== undefined).join(' → ');
    lines.push(
      `${change} ${name}: version ${both(version)}, ${both(hash)}, ` +
        `${kilobytes(bytes[0])} → ${kilobytes(bytes[1])}, files +${files.added} −${files.removed} =${files.same}`,
      ...routes.added.map((path) => `  route added: ${path}`),
      ...routes.removed.map((path) => `  route removed: ${path}`),
    );
  }
  for (const [key, [before, after]] of Object.entries(environment))
    lines.push(`environment ${key}: ${before ?? 'not set'} → ${after ?? 'not set'}`);
  if (headers.length) lines.push(`headers changed: ${headers.join(', ')}`);
  if (lines.length === 1) lines.push('no difference in parts, environment or headers');
  return lines.join('\n');
}
