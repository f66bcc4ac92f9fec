// Loaded when an answer holds a block of code with a language. All languages are one file: each file of its own costs
// everybody a hash in the page, and few answers hold code.
import highlighter from '@highlightjs/cdn-assets/es/core.min.js';
import bash from '@highlightjs/cdn-assets/es/languages/bash.min.js';
import javascript from '@highlightjs/cdn-assets/es/languages/javascript.min.js';
import json from '@highlightjs/cdn-assets/es/languages/json.min.js';
import python from '@highlightjs/cdn-assets/es/languages/python.min.js';
import r from '@highlightjs/cdn-assets/es/languages/r.min.js';
import sql from '@highlightjs/cdn-assets/es/languages/sql.min.js';
import xml from '@highlightjs/cdn-assets/es/languages/xml.min.js';
import yaml from '@highlightjs/cdn-assets/es/languages/yaml.min.js';
import { whenIdle } from '../idle.js';
import { late } from './late.js';

type Language = Parameters<typeof highlighter.registerLanguage>[1];
type Branch = ReturnType<typeof highlighter.highlight>['_emitter']['root'];

const LANGUAGES: Record<string, Language> = { bash, javascript, json, python, r, sql, xml, yaml };

const ALIASES: Record<string, string> = {
  fhir: 'json',
  html: 'xml',
  js: 'javascript',
  jsonc: 'json',
  py: 'python',
  sh: 'bash',
  shell: 'bash',
  ts: 'javascript',
  typescript: 'javascript',
  yml: 'yaml',
};

/** What a scope of the highlighter looks like; the others look like the rest. */
const CLASSES: Record<string, string> = {
  attr: 'name',
  attribute: 'name',
  built_in: 'word',
  comment: 'aside',
  keyword: 'word',
  literal: 'word',
  meta: 'aside',
  name: 'word',
  number: 'value',
  quote: 'aside',
  regexp: 'value',
  string: 'value',
  symbol: 'value',
  title: 'name',
  type: 'word',
};

/** More than this is shown without colours, rather than late. */
const LARGEST_CHARACTERS = 50_000;

/** Makes nodes of code. */
type Render = (code: string) => Node[];

const RENDERERS = new Map(
  Object.entries(LANGUAGES).map(([language, grammar]) => [language, late(() => prepare(language, grammar))]),
);

/** What makes nodes of code in this language; `null` for one that is not known, `undefined` while it is prepared. */
export function rendererFor(name: string, whenThere: () => void): Render | null | undefined {
  const language = Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
  const prepared = RENDERERS.get(language ?? '');
  return prepared ? prepared(whenThere) : null;
}

/** Putting a grammar together takes longer than a frame, and so does its first use: each waits for an idle moment. */
function prepare(language: string, grammar: Language): Promise<Render> {
  const render: Render = (code) =>
    code.length > LARGEST_CHARACTERS
      ? [document.createTextNode(code)]
      : grow(highlighter.highlight(code, { language, ignoreIllegals: true })._emitter.root);
  return new Promise((resolve) => {
    whenIdle(
      () => {
        highlighter.registerLanguage(language, grammar);
        render(' ');
      },
      () => resolve(render),
    );
  });
}

function grow({ children }: Branch): Node[] {
  return children.flatMap((child) => {
    if (typeof child === 'string') return [document.createTextNode(child)];
    const [scope = ''] = child.scope?.split('.') ?? [];
    const look = Object.hasOwn(CLASSES, scope) ? CLASSES[scope] : undefined;
    if (!look) return grow(child);
    const made = document.createElement('span');
    made.className = `code-${look}`;
    made.append(...grow(child));
    return [made];
  });
}
