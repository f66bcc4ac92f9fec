import type { Majors } from './majors.js';
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

/** What a part was built with that this other has not, each in words; nothing when it would not notice. */
function differences(declared: Declarations, now: Declarations): [what: string, how: string][] {
  const found: [string, string][] = [];
  for (const [module, names] of Object.entries(declared)) {
    for (const [name, before] of Object.entries(names)) {
      const today = declaredIn(now, module, name);
      const changed = today ? changes(before, today) : ['it is gone'];
      if (!changed.length) continue;
      const some =
        changed.slice(0, 3).join('; ') + (changed.length > 3 ? `; ${changed.length - 3} more` : '');
      found.push([`${name} of ${module}`, some]);
    }
  }
  return found;
}

/** What the shell gives to every part, by the names of its contexts: of the shell's `shared`, whatever the part's own is. */
const given = (part: Manifest): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(part.imports ?? {}).map(([module, names]) => [
      module,
      names.filter((name) => name.endsWith('Context')),
    ]),
  );

/** What stands between parts and the modules that they import from others, in words. */
export function contractConflicts(parts: Manifest[], majors: Majors): string[] {
  const found: string[] = [];
  for (const part of parts) {
    const seen = majors.seenBy(part);
    const ownerOf = (module: string) => seen.find(({ modules }) => modules[module]);
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
      for (const [what, how] of differences({ [module]: names }, owner?.declares ?? { [module]: names }))
        found.push(
          `${part.name} was built with another ${what}: ${how}. Build it again with ${owner?.name} ${owner?.version}.`,
        );
    }
    const { main, beside } = majors;
    if (!beside || majors.of(part) !== beside || !main?.declares) continue;
    for (const [what, how] of differences(used(part.declares ?? {}, given(part)), main.declares))
      found.push(
        `${part.name} is given another ${what} than it was built with, since the shell has ${main.name} ${main.version}: ${how}. Both majors have to agree on what contexts hold.`,
      );
  }
  return found;
}
