import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { create, ts as analyzerTs, type Plugin } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import ts from 'typescript';
import { cssProperties, type CssProperty } from './css-properties.js';
import {
  elementFile,
  eventName,
  eventsFile,
  isCancelable,
  packageFolder,
  typeText,
  type Sources,
} from './program.js';

/** What is said of a thing in a manifest; https://github.com/webcomponents/custom-elements-manifest. */
export interface Described {
  name: string;
  description?: string;
  type?: { text: string };
  default?: string;
}

/** A field or a method. */
export interface Member extends Described {
  kind: 'field' | 'method';
  privacy?: string;
  static?: boolean;
  readonly?: boolean;
  attribute?: string;
  reflects?: boolean;
  parameters?: Described[];
  return?: { type: { text: string } };
}

/** An event; `cancelable` is beyond the schema. */
export interface EventDeclaration extends Described {
  cancelable?: boolean;
}

/** A class: an element, or an event. */
export interface Declaration extends Described {
  kind: string;
  tagName?: string;
  customElement?: boolean;
  members?: Member[];
  attributes?: (Described & { fieldName?: string })[];
  events?: EventDeclaration[];
  slots?: Described[];
  cssParts?: Described[];
  cssProperties?: CssProperty[];
}

/** `custom-elements.json`. */
export interface Manifest {
  schemaVersion: string;
  readme: string;
  modules: {
    kind: string;
    path: string;
    declarations: Declaration[];
    exports: { kind: string; name: string; declaration: { name: string; module?: string } }[];
  }[];
}

/** The elements of a manifest. */
export const elementsOf = ({ modules }: Manifest): Declaration[] =>
  modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);

/** The classes of a manifest by name. */
export const classOf = ({ modules }: Manifest, name: string | undefined): Declaration | undefined =>
  modules.flatMap(({ declarations }) => declarations).find((declaration) => declaration.name === name);

/** What the analyzer finds, as a partner needs it: what is public, with types that need no look at the sources. */
export function makeManifest(sources: Sources): Manifest {
  const modules = [elementFile, eventsFile].map((path) =>
    analyzerTs.createSourceFile(
      relative(packageFolder, path),
      readFileSync(path, 'utf8'),
      analyzerTs.ScriptTarget.ES2022,
      true,
    ),
  );
  return create<Manifest>({
    modules,
    plugins: [...litPlugin<Manifest>(), partnersView(sources)],
    context: { dev: false },
  });
}

function partnersView(sources: Sources): Plugin<Manifest> {
  return {
    name: 'partners-view',
    packageLinkPhase({ customElementsManifest: { modules } }) {
      const [element, events] = modules;
      const declaration = element?.declarations.find(({ tagName }) => tagName);
      if (!element || !events || !declaration) throw new Error('The analyzer found no element.');
      element.declarations = [declaration];
      element.exports = element.exports.filter(({ name }) => name === declaration.name);
      element.exports.push({
        kind: 'custom-element-definition',
        name: declaration.tagName ?? '',
        declaration: { name: declaration.name, module: element.path },
      });
      describeElement(declaration, sources);

      const names = new Set(sources.events.map(({ name }) => name?.text));
      events.declarations = events.declarations.filter(({ name }) => names.has(name));
      events.exports = events.exports.filter(({ name }) => names.has(name));
      for (const event of sources.events) {
        const described = events.declarations.find(({ name }) => name === event.name?.text);
        if (described) describeEvent(described, event, sources.checker);
      }
    },
  };
}

function describeElement(declaration: Declaration, sources: Sources): void {
  const { checker, element } = sources;
  declaration.members = publicMembers(declaration);
  for (const member of declaration.members.filter(({ kind }) => kind === 'field')) {
    member.type = { text: memberType(member.name, element, checker) };
    const attribute = declaration.attributes?.find(({ fieldName }) => fieldName === member.name);
    if (attribute) attribute.type = member.type;
  }
  for (const method of declaration.members.filter(({ kind }) => kind === 'method')) {
    const [signature] = signatures(method.name, element, checker);
    for (const parameter of method.parameters ?? []) {
      const symbol = signature?.parameters.find(({ name }) => name === parameter.name);
      if (symbol) parameter.type = { text: typeText(checker, checker.getTypeOfSymbol(symbol)) };
    }
  }
  // The analyzer adds an event for each `dispatchEvent` that it meets; those that partners hear are documented by name.
  declaration.events = declaration.events?.filter(({ name, description }) => name && description) ?? [];
  for (const event of declaration.events) {
    const found = sources.events.find((each) => eventName(each) === event.name);
    if (found) event.cancelable = isCancelable(found);
  }
  declaration.cssProperties = cssProperties(sources);
}

/** The fields of an event are parameters of its constructor, which the analyzer does not read. */
function describeEvent(described: Declaration, event: ts.ClassDeclaration, checker: ts.TypeChecker): void {
  const [constructor] = event.members.filter(ts.isConstructorDeclaration);
  const fields = constructor?.parameters.filter((parameter) =>
    ts.isParameterPropertyDeclaration(parameter, constructor),
  );
  described.members = (fields ?? []).map((field) => ({
    kind: 'field',
    name: field.name.getText(),
    type: { text: typeText(checker, checker.getTypeAtLocation(field)) },
    description: ts
      .getJSDocCommentsAndTags(field)
      .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
      .join(' '),
    readonly: true,
  }));
}

const publicMembers = ({ members = [] }: Declaration): Member[] =>
  members.filter(
    ({ name, privacy, static: isStatic, kind, type, return: returned }) =>
      // A field without a type is an assignment to a controller's field in the constructor.
      (privacy ?? 'public') === 'public' &&
      !isStatic &&
      !name.startsWith('#') &&
      (kind === 'method' ? returned : type),
  );

function memberType(name: string, element: ts.ClassDeclaration, checker: ts.TypeChecker): string {
  const symbol = checker.getTypeAtLocation(element).getProperty(name);
  return symbol ? typeText(checker, checker.getTypeOfSymbol(symbol)) : '';
}

function signatures(
  name: string,
  element: ts.ClassDeclaration,
  checker: ts.TypeChecker,
): readonly ts.Signature[] {
  const symbol = checker.getTypeAtLocation(element).getProperty(name);
  return symbol ? checker.getTypeOfSymbol(symbol).getCallSignatures() : [];
}
