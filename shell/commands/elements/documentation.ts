import {
  classOf,
  elementsOf,
  type Declaration,
  type Described,
  type Manifest,
  type Member,
} from './manifest.js';

const NOTE = '<!-- Written by `npm run elements` from mfe-chat/custom-elements.json. -->';

/** The pages of `docs/elements` by file name. */
export function writePages(manifest: Manifest): Map<string, string> {
  const elements = elementsOf(manifest);
  return new Map([
    ['README.md', writeIndex(elements)],
    ...elements.map((element): [string, string] => [
      `${element.tagName}.md`,
      writeElement(element, manifest),
    ]),
  ]);
}

function writeIndex(elements: Declaration[]): string {
  const rows = elements.map(({ tagName, description = '' }) => [
    `[\`<${tagName}>\`](${tagName}.md)`,
    oneLine(description),
  ]);
  return `${NOTE}

# Elements

What partner sites may use, and rely on: attributes, properties, methods, events, slots, parts and custom properties. Editors and tools read the same from [\`custom-elements.json\`](../../mfe-chat/custom-elements.json). \`npm start\` prints the address of a playground where all of it can be tried.

${table(['element', 'what'], rows)}
`;
}

function writeElement(element: Declaration, manifest: Manifest): string {
  const { tagName, description = '', members = [], events = [], slots, cssParts, cssProperties } = element;
  const fields = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  return `${NOTE}

# \`<${tagName}>\`

${description}

${writeAttributes(fields)}
${writeProperties(fields)}
## Methods

${methods.map(writeMethod).join('\n')}
## Events

All of them bubble, and leave shadow roots. Their fields stand on the event itself, not in a \`detail\`.

${table(
  ['event', 'class', 'fields', 'when'],
  events.map(({ name, type, cancelable, description: when = '' }) => [
    code(name),
    code(type?.text),
    writeFields(classOf(manifest, type?.text)),
    oneLine(when) + (cancelable ? ' `preventDefault()` keeps it from happening.' : ''),
  ]),
)}

## Slots

${table(['slot', 'where'], (slots ?? []).map(named))}

## Parts

\`${tagName}::part(name)\` styles them.

${table(['part', 'what'], (cssParts ?? []).map(named))}

## Custom properties

Set them on the element, not on what is around it: \`${tagName} { --va-accent: #6a1b9a; }\`. Two values are those of light and dark.

${table(
  ['property', 'default', 'what'],
  (cssProperties ?? []).map(({ name, default: value, description: what }) => [
    code(name),
    code(value),
    oneLine(what),
  ]),
)}
`;
}

function writeAttributes(fields: Member[]): string {
  const rows = fields
    .filter(({ attribute }) => attribute)
    .map((field) => [code(field.attribute), code(field.name), ...facts(field)]);
  return `## Attributes

Each is a property too.

${table(['attribute', 'property', 'type', 'default', 'what'], rows)}
`;
}

function writeProperties(fields: Member[]): string {
  const rows = fields
    .filter(({ attribute }) => !attribute)
    .map((field) => [code(field.name), ...facts(field)]);
  return `## Properties without an attribute

${table(['property', 'type', 'default', 'what'], rows)}
`;
}

function facts({ type, default: value, description = '', readonly }: Member): string[] {
  return [code(type?.text), code(value), oneLine(description) + (readonly ? ' Read only.' : '')];
}

function writeMethod({ name, parameters = [], return: returned, description = '' }: Member): string {
  const given = parameters.map((each) => `${each.name}: ${each.type?.text}`).join(', ');
  const list = parameters.map((each) => `- \`${each.name}\`: ${oneLine(each.description ?? '')}`).join('\n');
  return `### \`${name}(${given}): ${returned?.type.text}\`

${description}
${list && `\n${list}\n`}`;
}

const writeFields = (event: Declaration | undefined): string =>
  (event?.members ?? [])
    .map(({ name, type, description = '' }) => `${code(`${name}: ${type?.text}`)} ${oneLine(description)}`)
    .join('<br>');

const named = ({ name, description = '' }: Described): string[] => [code(name), oneLine(description)];
const oneLine = (text: string): string => text.replaceAll('\n', ' ');
const code = (text: string | undefined): string => (text ? `\`${text}\`` : '');
/** A cell of a table ends at a bar, in code too. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
