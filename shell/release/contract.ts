import type { Manifest } from './manifest.js';

/** What a name is declared as: way to a member (`login/(0)`, `login/=>/<0>/user/id`) → type in words. */
export type Declared = Record<string, string>;
/** Module → name → what it is declared as. */
export type Declarations = Record<string, Record<string, Declared>>;

/** What is declared of the names that a part imports, and of every type that these speak of. */
export function used(all: Declarations, imports: Record<string, string[]>): Declarations {
  const found: Declarations = {};
  const visit = (asked: string, name: string) => {
    // One file can be several modules; its names are declared once.
    const module = [asked, ...Object.keys(all)].find((candidate) => all[candidate]?.[name]);
    const declared = module && all[module]?.[name];
    if (!declared || found[module]?.[name]) return;
    (found[module] ??= {})[name] = declared;
    const words = new Set(Object.values(declared).flatMap((type) => type.match(/\b[A-Z]\w+/g) ?? []));
    for (const other of Object.keys(all)) for (const word of words) visit(other, word);
  };
  for (const [module, names] of Object.entries(imports)) for (const name of names) visit(module, name);
  return found;
}

/** How a declaration has become one that the code built with the earlier one cannot live with; what was added is no harm. */
function changes(before: Declared, now: Declared): string[] {
  const found = Object.entries(before)
    .filter(([way, type]) => now[way] !== type)
    .map(([way, type]) => `${way || 'it'} was ${short(type)}, now ${short(now[way] ?? 'is gone')}`);
  const isNeeded = (way: string) =>
    !(way in before) && /\(\d+\)$/.test(way) && `${way.slice(0, way.lastIndexOf('('))}=>` in before;
  return [
    ...found,
    ...Object.keys(now)
      .filter(isNeeded)
      .map((way) => `${way} is needed now`),
  ];
}

const declaredIn = (all: Declarations, module: string, name: string) =>
  all[module]?.[name] ?? Object.values(all).find((names) => names[name])?.[name];

const short = (type: string) => (type.length > 60 ? `${type.slice(0, 60)}…` : type);

/** What stands between parts and the modules that they import from others, in words. */
export function contractConflicts(parts: Manifest[]): string[] {
  const found: string[] = [];
  const ownerOf = (module: string) => parts.find(({ modules }) => modules[module]);
  for (const part of parts) {
    for (const [module, names] of Object.entries(part.imports ?? {})) {
      const owner = ownerOf(module);
      const exported = owner?.exports?.[module];
      const missing = exported ? names.filter((name) => name !== '*' && !exported.includes(name)) : [];
      if (owner && missing.length) {
        const what = `${missing.join(', ')} from ${module}`;
        found.push(`${part.name} imports ${what}, which ${owner.name} ${owner.version} does not export.`);
      }
    }
    if (part.exports) continue;
    for (const [module, names] of Object.entries(part.declares ?? {})) {
      const owner = ownerOf(module);
      if (!owner?.declares) continue;
      for (const [name, before] of Object.entries(names)) {
        const now = declaredIn(owner.declares, module, name);
        const changed = now ? changes(before, now) : ['it is gone'];
        if (!changed.length) continue;
        const some =
          changed.slice(0, 3).join('; ') + (changed.length > 3 ? `; ${changed.length - 3} more` : '');
        found.push(
          `${part.name} was built with another ${name} of ${module}: ${some}. Build it again with ${owner.name} ${owner.version}.`,
        );
      }
    }
  }
  return found;
}
