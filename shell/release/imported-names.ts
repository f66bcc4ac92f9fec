import { parseAst } from 'vite';

/** What built code imports by bare module names: module → names, `*` for all of it. Files of its own part are not in it. */
export function importedNames(codes: string[]): Record<string, string[]> {
  const found = new Map<string, Set<string>>();
  const add = (module: unknown, name: string) => {
    if (typeof module !== 'string' || /^[./]/.test(module)) return;
    found.set(module, (found.get(module) ?? new Set()).add(name));
  };
  const nameOf = (node: { type: string; name?: string; value?: unknown }) => node.name ?? String(node.value);
  for (const code of codes) {
    for (const statement of parseAst(code).body) {
      if (statement.type === 'ImportDeclaration') {
        for (const specifier of statement.specifiers) {
          if (specifier.type === 'ImportSpecifier') add(statement.source.value, nameOf(specifier.imported));
          else add(statement.source.value, specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*');
        }
      } else if (statement.type === 'ExportNamedDeclaration' && statement.source) {
        for (const { local } of statement.specifiers) add(statement.source.value, nameOf(local));
      } else if (statement.type === 'ExportAllDeclaration') add(statement.source.value, '*');
    }
  }
  return Object.fromEntries(
    [...found]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([module, names]) => [module, [...names].sort()]),
  );
}
