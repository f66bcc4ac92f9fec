import ts from 'typescript';
import { nodes, templates, type Sources } from './program.js';

/** What a page can reach in the shadow root of an element: parts of its own, and parts that are handed on from within. */
export interface Shadow {
  parts: Set<string>;
  slots: Set<string>;
  /** All style sheets within. */
  styles: string[];
  /** Parts that an element within has, and that are not handed on as they are. */
  wrong: string[];
}

interface Tag {
  name: string;
  attributes: Map<string, string>;
}

/** Reads an element and the elements in its templates, as they stand in the code. */
export function readShadow(element: ts.ClassDeclaration, sources: Sources): Shadow {
  const own = reachable(element, sources);
  const tags = own.flatMap((part) => templates(part, 'html').flatMap(readTags));
  const parts = new Set([
    ...tags.flatMap(({ attributes }) => words(attributes.get('part'))),
    ...own.flatMap(partsSetByCode),
  ]);
  const slots = new Set(
    tags.filter(({ name }) => name === 'slot').map(({ attributes }) => attributes.get('name') ?? ''),
  );
  const styles = own.flatMap((part) => templates(part, 'css'));
  const wrong: string[] = [];
  const definitions = elementsByTag(sources);
  for (const { name, attributes } of tags) {
    const within = definitions.get(name);
    if (!within || within === element) continue;
    const handedOn = words(attributes.get('exportparts'), ',');
    const inner = readShadow(within, sources);
    for (const part of inner.parts) {
      if (!handedOn.includes(part)) wrong.push(`the part "${part}" of <${name}> is not in its exportparts`);
    }
    for (const part of handedOn) {
      if (inner.parts.has(part)) parts.add(part);
      else wrong.push(`<${name}> has no part "${part}" to hand on`);
    }
    styles.push(...inner.styles);
    wrong.push(...inner.wrong);
  }
  return { parts, slots, styles, wrong };
}

/** An element's class, and every function, class and constant that it comes to use, up to other elements. */
function reachable(element: ts.ClassDeclaration, { checker, isOwn }: Sources): ts.Node[] {
  const found = new Set<ts.Node>([element]);
  for (const part of found) {
    for (const identifier of nodes(part, ts.isIdentifier)) {
      let symbol = checker.getSymbolAtLocation(identifier);
      if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
      for (const declaration of symbol?.declarations ?? []) {
        const isCode =
          ts.isFunctionDeclaration(declaration) ||
          ts.isClassDeclaration(declaration) ||
          ts.isVariableDeclaration(declaration);
        if (isCode && isOwn(declaration.getSourceFile()) && !isElement(declaration)) found.add(declaration);
      }
    }
  }
  return [...found];
}

const isElement = (declaration: ts.Node): boolean =>
  ts.isClassDeclaration(declaration) &&
  (declaration.heritageClauses ?? []).some(({ types }) =>
    types.some(({ expression }) => expression.getText() === 'LitElement'),
  );

/** The class of every element by its tag, as `HTMLElementTagNameMap` has it. */
function elementsByTag({ files, checker }: Sources): Map<string, ts.ClassDeclaration> {
  const members = files
    .flatMap((file) => nodes(file, ts.isInterfaceDeclaration))
    .filter(({ name }) => name.text === 'HTMLElementTagNameMap')
    .flatMap((map) => map.members.filter(ts.isPropertySignature));
  return new Map(
    members.flatMap(({ name, type }): [string, ts.ClassDeclaration][] => {
      const found = type && checker.getTypeAtLocation(type).symbol.declarations?.find(ts.isClassDeclaration);
      return found && ts.isStringLiteral(name) ? [[name.text, found]] : [];
    }),
  );
}

/** Nodes that no template makes: `element.setAttribute('part', 'name')`. */
function partsSetByCode(tree: ts.Node): string[] {
  return nodes(tree, ts.isCallExpression)
    .filter(
      ({ expression }) =>
        ts.isPropertyAccessExpression(expression) && expression.name.text === 'setAttribute',
    )
    .map(({ arguments: given }) => given.map((each) => (ts.isStringLiteral(each) ? each.text : '')))
    .flatMap(([attribute, value]) => (attribute === 'part' ? words(value) : []));
}

const words = (text = '', separator = ' '): string[] =>
  text
    .split(separator)
    .map((word) => word.trim())
    .filter(Boolean);

/** The tags of a template; neither the compiler nor the analyzer reads HTML. */
function readTags(template: string): Tag[] {
  return [...template.matchAll(/<([a-z][\w-]*)((?:[^>"]|"[^"]*")*)>/g)].map(([, name = '', rest = '']) => ({
    name,
    attributes: new Map(
      [...rest.matchAll(/\s([a-z-]+)="([^"]*)"/g)].map(([, attribute = '', value = '']) => [
        attribute,
        value,
      ]),
    ),
  }));
}
