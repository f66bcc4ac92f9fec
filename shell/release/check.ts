import { satisfies } from 'semver';
import { contractConflicts } from './contract.js';
import { Majors } from './majors.js';
import type { Manifest } from './manifest.js';

/** Pages of the shell, which no part may have. */
export const RESERVED_ROUTES = ['/', '/about', '/unauthorized'];

/** Two parameters in the same place match the same addresses, whatever their names. */
export const routeShape = (path: string) => path.replace(/:[^/]+/g, ':');

/** What stands against releasing these parts together, in words; nothing when they fit. */
export function conflicts(parts: Manifest[]): string[] {
  const found: string[] = [];
  const majors = new Majors(parts);
  const owners = new Map<string, string>();
  for (const part of parts) {
    const seen = majors.seenBy(part);
    const byName = new Map(seen.map((each) => [each.name, each]));
    const provided = new Set(seen.flatMap((each) => Object.keys(each.modules)));
    for (const [name, range] of Object.entries(part.requires)) {
      const other = byName.get(name);
      if (!other) found.push(`${part.name} needs ${name}, which is not part of the release.`);
      else if (!satisfies(other.version, range)) {
        found.push(`${part.name} needs ${name} ${range}; the release has ${other.version}.`);
      }
    }
    for (const route of part.routes) {
      const shape = routeShape(route.path);
      const owner = owners.get(shape);
      if (RESERVED_ROUTES.includes(route.path)) found.push(`${part.name}: ${route.path} is the shell's own.`);
      if (owner) found.push(`${part.name} and ${owner} both want ${route.path}.`);
      owners.set(shape, part.name);
    }
    const own = new Set(part.files.map((file) => file.path));
    for (const id of new Set([...Object.values(part.graph).flat(), ...part.dynamicImports])) {
      if (!own.has(id) && !provided.has(id))
        found.push(`${part.name} imports ${id}, which no part provides.`);
    }
  }
  return [...found, ...contractConflicts(parts, majors)];
}
