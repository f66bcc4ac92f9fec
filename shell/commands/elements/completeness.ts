import ts from 'typescript';
import { declaredProperties, usedProperties } from './css-properties.js';
import { classOf, elementsOf, type Declaration, type Described, type Manifest } from './manifest.js';
import { eventName, isCancelable, nodes, type Sources } from './program.js';
import { readShadow } from './shadow.js';

/** What the code has and the manifest lacks, and the other way round; and what has no description. */
export function findGaps(manifest: Manifest, sources: Sources): string[] {
  const [declaration] = elementsOf(manifest);
  if (!declaration) return ['The manifest holds no element.'];
  const shadow = readShadow(sources.element, sources);
  const properties = publicProperties(sources);
  const { members = [], attributes, slots, cssParts } = declaration;
  const named = (list: Described[] = []): string[] => list.map(({ name }) => name);
  return [
    ...shadow.wrong,
    ...differences('member', publicMembers(sources), named(members)),
    ...differences(
      'attribute',
      properties.flatMap(({ attribute }) => attribute ?? []),
      named(attributes),
    ),
    ...differences('slot', shadow.slots, named(slots)),
    ...differences('part', shadow.parts, named(cssParts)),
    ...differences('custom property', settable(shadow.styles, sources), named(declaration.cssProperties)),
    ...eventGaps(declaration, manifest, sources),
    ...withoutDescription(declaration),
  ];
}

function differences(what: string, code: Iterable<string>, manifest: string[]): string[] {
  const known = new Set(code);
  return [
    ...[...known]
      .filter((name) => !manifest.includes(name))
      .map((name) => `${what} "${name}": not in the manifest`),
    ...manifest.filter((name) => !known.has(name)).map((name) => `${what} "${name}": not in the code`),
  ];
}

function isPublic(member: ts.ClassElement): boolean {
  const { ModifierFlags } = ts;
  const hidden =
    ModifierFlags.Private | ModifierFlags.Protected | ModifierFlags.Static | ModifierFlags.Override;
  const isInternal = ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
  return Boolean(
    member.name &&
    !ts.isPrivateIdentifier(member.name) &&
    !(ts.getCombinedModifierFlags(member) & hidden) &&
    !isInternal,
  );
}

/** Fields, accessors and methods that the class adds to what every element has. */
const publicMembers = ({ element }: Sources): string[] =>
  element.members.filter(isPublic).flatMap(({ name }) => name?.getText() ?? []);

/** Reactive properties as their decorators have them. */
function publicProperties({ element }: Sources): { name: string; attribute?: string }[] {
  return element.members.filter(isPublic).flatMap((member) => {
    const decorator = ts.canHaveDecorators(member)
      ? ts.getDecorators(member)?.find(({ expression }) => isCallOf(expression, 'property'))
      : undefined;
    if (!decorator || !member.name) return [];
    const name = member.name.getText();
    const options = nodes(decorator, ts.isPropertyAssignment);
    const attribute = options.find((option) => option.name.getText() === 'attribute')?.initializer;
    if (attribute?.kind === ts.SyntaxKind.FalseKeyword) return [{ name }];
    return [
      { name, attribute: attribute && ts.isStringLiteral(attribute) ? attribute.text : name.toLowerCase() },
    ];
  });
}

const isCallOf = (expression: ts.Expression, name: string): boolean =>
  ts.isCallExpression(expression) && expression.expression.getText() === name;

/** Custom properties that a page can set: the styles use them, and the host has them from the tokens, or they have a default there. */
function settable(styles: string[], sources: Sources): string[] {
  const used = usedProperties(styles);
  const declared = declaredProperties(sources);
  const own = styles.flatMap((text) =>
    [...text.matchAll(/var\((--va-[\w-]+),/g)].map(([, name = '']) => name),
  );
  return [
    ...[...declared.keys()].filter((name) => used.has(name)),
    ...new Set(own.filter((name) => !declared.has(name))),
  ];
}

function eventGaps(declaration: Declaration, manifest: Manifest, sources: Sources): string[] {
  const { events, files } = sources;
  const documented = declaration.events ?? [];
  const made = new Set(
    files.flatMap((file) => nodes(file, ts.isNewExpression)).map(({ expression }) => expression.getText()),
  );
  return [
    ...differences(
      'event',
      events.flatMap((event) => eventName(event) ?? []),
      documented.map(({ name }) => name),
    ),
    ...events.flatMap((event) => {
      const name = eventName(event) ?? '';
      const className = event.name?.text ?? '';
      const entry = documented.find((each) => each.name === name);
      const described = classOf(manifest, className);
      return [
        made.has(className) ? '' : `event "${name}": nobody sends it`,
        entry?.type?.text === className ? '' : `event "${name}": its class is ${className}`,
        entry?.cancelable === isCancelable(event) ? '' : `event "${name}": cancelable is wrong`,
        ...differences(
          `field of "${name}"`,
          fieldsOf(event),
          (described?.members ?? []).map((field) => field.name),
        ),
      ].filter(Boolean);
    }),
    ...events.flatMap((event) =>
      missing(event.name?.text ?? '', classOf(manifest, event.name?.text)?.members),
    ),
  ];
}

const fieldsOf = (event: ts.ClassDeclaration): string[] =>
  event.members
    .filter(ts.isConstructorDeclaration)
    .flatMap(({ parameters }) => parameters.filter((each) => ts.getModifiers(each)?.length))
    .map(({ name }) => name.getText());

function withoutDescription(declaration: Declaration): string[] {
  const { members = [], attributes, events, slots, cssParts, cssProperties } = declaration;
  return [
    ...missing('the element', [declaration]),
    ...missing('member', members),
    ...members.flatMap(({ name, parameters }) => missing(`parameter of ${name}`, parameters)),
    ...missing('attribute', attributes),
    ...missing('event', events),
    ...missing('slot', slots),
    ...missing('part', cssParts),
    ...missing('custom property', cssProperties),
    ...members
      .filter(({ kind, type }) => kind === 'field' && !type?.text)
      .map(({ name }) => `member "${name}": no type`),
  ];
}

const missing = (what: string, list: Described[] = []): string[] =>
  list
    .filter(({ description }) => !description?.trim())
    .map(({ name }) => `${what} "${name}": no description`);
