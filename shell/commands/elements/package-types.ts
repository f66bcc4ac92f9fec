import { classOf, elementsOf, type Declaration, type Manifest, type Member } from './manifest.js';

/** The element as the package's types call it. */
const ELEMENT = 'VaChatElement';

/** Types that a partner's code names by themselves, as what they are the type of. */
const NAMED: Record<string, [holder: string, member: string]> = {
  Mode: ['Chat', 'mode'],
  Theme: ['Chat', 'theme'],
  GetToken: ['Chat', 'getToken'],
  ConnectionStatus: ['ConnectionChangeEvent', 'status'],
  ChatErrorCode: ['ChatErrorEvent', 'code'],
};

/** Type files of the npm package by name, made from the manifest alone, so that they cannot say anything else. */
export function packageTypes(manifest: Manifest): Map<string, string> {
  const [element] = elementsOf(manifest);
  if (!element) throw new Error('The manifest holds no element.');
  return new Map([
    ['index.d.ts', writeIndex(element, manifest)],
    ['react.d.ts', writeReact(element)],
    ['solid.d.ts', writeSolid(element)],
    ['vue.d.ts', writeVue(element)],
    ['svelte.d.ts', writeSvelte(element)],
  ]);
}

const fieldsOf = ({ members = [] }: Declaration) => members.filter(({ kind }) => kind === 'field');
const settable = (element: Declaration) => fieldsOf(element).filter(({ readonly }) => !readonly);

/** A description as a comment. */
const comment = (text = '', indent = '  ') =>
  text ? `${indent}/** ${text.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim()} */\n` : '';

function writeIndex(element: Declaration, manifest: Manifest): string {
  const events = element.events ?? [];
  const map = events.map(({ name, type }) => `  '${name}': ${type?.text ?? 'Event'};`).join('\n');
  const named = Object.entries(NAMED).map(([name, [holder, member]]) => {
    const text = classOf(manifest, holder)?.members?.find((each) => each.name === member)?.type?.text ?? '';
    return `export type ${name} = ${text.replace(/^\((.*)\) \| undefined$/s, '$1')};`;
  });
  return `// Written from custom-elements.json by \`npm run pack-embed\`.

${named.join('\n')}

/** A question to begin with. */
export type Suggestion = NonNullable<VaChatProperties['suggestions']>[number];

/** What a page sets. */
export interface VaChatProperties {
${settable(element).map(writeField).join('\n')}
}

/** The same as attributes, for what has one. */
export interface VaChatAttributes {
${settable(element)
  .filter(({ attribute }) => attribute)
  .map(({ attribute, type, description }) => `${comment(description)}  '${attribute}'?: ${type?.text};`)
  .join('\n')}
}

${comment(element.description, '')}export interface ${ELEMENT} extends HTMLElement, VaChatProperties {
${fieldsOf(element)
  .filter(({ readonly }) => readonly)
  .map(writeField)
  .join('\n')}
${(element.members ?? [])
  .filter(({ kind }) => kind === 'method')
  .map(writeMethod)
  .join('\n')}
}

${events.map(({ type }) => writeEvent(classOf(manifest, type?.text))).join('\n\n')}

/** What the element tells, by name. */
export interface VaChatEventMap {
${map}
}

declare global {
  interface HTMLElementTagNameMap {
    '${element.tagName}': ${ELEMENT};
  }
  interface HTMLElementEventMap extends VaChatEventMap {}
}
`;
}

const writeField = ({ name, type, readonly, description }: Member) =>
  `${comment(description)}  ${readonly ? 'readonly ' : ''}${name}: ${type?.text};`;

const writeMethod = ({ name, parameters = [], description, return: returned }: Member) =>
  `${comment(description)}  ${name}(${parameters.map((each) => `${each.name}: ${each.type?.text}`).join(', ')}): ${returned?.type.text};`;

const writeEvent = (event: Declaration | undefined) =>
  `${comment(event?.description, '')}export interface ${event?.name} extends Event {\n${(event?.members ?? []).map(writeField).join('\n')}\n}`;

/** Listeners as a framework names them. */
const listeners = ({ events = [] }: Declaration, name: (event: string) => string) =>
  events
    .map(
      ({ name: event, description }) =>
        `${comment(description, '    ')}    '${name(event)}'?: (event: VaChatEventMap['${event}']) => void;`,
    )
    .join('\n');

const HEAD = (framework: string) =>
  `// Written from custom-elements.json by \`npm run pack-embed\`. For ${framework}: import type {} from '@voiceassist/chat/${framework.toLowerCase()}';
import type { VaChatAttributes, ${ELEMENT}, VaChatEventMap, VaChatProperties } from './index.js';
`;

function writeReact(element: Declaration): string {
  return `${HEAD('React')}import type { DetailedHTMLProps, HTMLAttributes } from 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${element.tagName}': DetailedHTMLProps<HTMLAttributes<${ELEMENT}>, ${ELEMENT}> &
        Partial<VaChatProperties> &
        VaChatAttributes &
        VaChatListeners;
    }
  }
  /** As React 19 names listeners of custom elements. */
  interface VaChatListeners {
${listeners(element, (event) => `on${event}`)}
  }
}
`;
}

function writeSolid(element: Declaration): string {
  return `${HEAD('Solid')}import type { JSX } from 'solid-js';

type Prefixed<T, Prefix extends string> = { [Key in keyof T as \`\${Prefix}:\${Key & string}\`]?: T[Key] };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      '${element.tagName}': JSX.HTMLAttributes<${ELEMENT}> &
        Partial<VaChatProperties> &
        Prefixed<VaChatProperties, 'prop'> &
        Prefixed<VaChatAttributes, 'attr'> &
        VaChatAttributes &
        VaChatListeners;
    }
    interface VaChatListeners {
${listeners(element, (event) => `on:${event}`)}
    }
  }
}
`;
}

const capitalized = (text: string) =>
  text.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

function writeVue(element: Declaration): string {
  return `${HEAD('Vue')}
/** As Vue names listeners in its types; in a template: @va-error. */
interface VaChatListeners {
${listeners(element, (event) => `on${capitalized(event)}`)}
}

declare module 'vue' {
  interface GlobalComponents {
    '${element.tagName}': new () => {
      $props: Partial<VaChatProperties> & VaChatAttributes & VaChatListeners;
    };
  }
}
`;
}

function writeSvelte(element: Declaration): string {
  return `${HEAD('Svelte')}
declare module 'svelte/elements' {
  export interface SvelteHTMLElements {
    '${element.tagName}': HTMLAttributes<${ELEMENT}> &
      Partial<VaChatProperties> &
      VaChatAttributes &
      VaChatListeners;
  }
  interface VaChatListeners {
${listeners(element, (event) => `on${event}`)}
  }
}
`;
}
