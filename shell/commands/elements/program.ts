import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../root.js';

/** The package whose elements partners use, and the files of it that they meet. */
export const packageFolder = join(root, 'mfe-chat');
export const elementFile = join(packageFolder, 'src/chat.ts');
export const eventsFile = join(packageFolder, 'src/events.ts');
const tokensFile = join(root, 'shared/src/design/tokens.css.ts');

/** The sources of the element and of all that it is made of, with their types. */
export interface Sources {
  checker: ts.TypeChecker;
  element: ts.ClassDeclaration;
  events: ts.ClassDeclaration[];
  tokens: ts.VariableStatement;
  /** Every file of the package, those that come late too. */
  files: readonly ts.SourceFile[];
  /** Whether a file is of the project. */
  isOwn(file: ts.SourceFile): boolean;
}

/** Reads the sources with the compiler. */
export function readSources(): Sources {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([join(packageFolder, 'src/main.ts'), tokensFile], {
    ...options,
    composite: false,
    declarationMap: false,
    emitDeclarationOnly: false,
    noEmit: true,
  });
  const file = (path: string): ts.SourceFile => {
    const found = program.getSourceFile(path);
    if (!found) throw new Error(`${path} cannot be read.`);
    return found;
  };
  const [element] = file(elementFile).statements.filter(ts.isClassDeclaration);
  const [tokens] = file(tokensFile).statements.filter(ts.isVariableStatement);
  if (!element || !tokens) throw new Error('The element or its design tokens are not where they were.');
  return {
    checker: program.getTypeChecker(),
    element,
    events: file(eventsFile).statements.filter(ts.isClassDeclaration).filter(isPublicEvent),
    tokens,
    files: program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.startsWith(join(packageFolder, 'src/'))),
    isOwn,
  };
}

const isOwn = ({ fileName }: ts.SourceFile): boolean =>
  fileName.startsWith(root) && !fileName.includes('/node_modules/');

function isPublicEvent(event: ts.ClassDeclaration): boolean {
  const isInternal = ts.getJSDocTags(event).some(({ tagName }) => tagName.text === 'internal');
  return !isInternal && !event.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
}

/** Every node of a tree that is of one kind. */
export function nodes<Kind extends ts.Node>(
  tree: ts.Node,
  isOfKind: (node: ts.Node) => node is Kind,
): Kind[] {
  const found: Kind[] = [];
  const visit = (node: ts.Node): void => {
    if (isOfKind(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The text of every template with a tag; what is put in stands as `…`. */
export function templates(tree: ts.Node, tag: string): string[] {
  return nodes(tree, ts.isTaggedTemplateExpression)
    .filter((template) => template.tag.getText() === tag)
    .map(({ template }) =>
      ts.isNoSubstitutionTemplateLiteral(template)
        ? template.text
        : template.head.text + template.templateSpans.map(({ literal }) => `…${literal.text}`).join(''),
    );
}

/** The name of an event by its class's `static readonly type`. */
export function eventName(event: ts.ClassDeclaration): string | undefined {
  const type = event.members
    .filter(ts.isPropertyDeclaration)
    .find((member) => member.name.getText() === 'type');
  return type?.initializer && ts.isStringLiteral(type.initializer) ? type.initializer.text : undefined;
}

/** Whether `preventDefault()` of an event does something. */
export function isCancelable(event: ts.ClassDeclaration): boolean {
  return nodes(event, ts.isPropertyAssignment).some(
    ({ name, initializer }) =>
      name.getText() === 'cancelable' && initializer.kind === ts.SyntaxKind.TrueKeyword,
  );
}

/** A type in words that need no look at the sources: named ones are written out. */
export function typeText(checker: ts.TypeChecker, type: ts.Type): string {
  const { NoTruncation, InTypeAlias, UseSingleQuotesForStringLiteralType } = ts.TypeFormatFlags;
  const certain = checker.getNonNullableType(type);
  // Names of the language itself, such as Record, are known to everybody.
  const isOwnName = certain.aliasSymbol?.declarations?.every((each) => isOwn(each.getSourceFile()));
  const element = checker.isArrayType(certain)
    ? checker.getIndexTypeOfType(certain, ts.IndexKind.Number)
    : undefined;
  const text =
    element && element.flags & ts.TypeFlags.Object
      ? `readonly { ${checker
          .getPropertiesOfType(element)
          .map((property) => `${property.name}: ${typeText(checker, checker.getTypeOfSymbol(property))}`)
          .join('; ')} }[]`
      : checker.typeToString(
          certain,
          undefined,
          NoTruncation | (isOwnName ? InTypeAlias : 0) | UseSingleQuotesForStringLiteralType,
        );
  if (certain === type) return text;
  return `${certain.getCallSignatures().length ? `(${text})` : text} | undefined`;
}
