import type { Plugin } from 'vite';

/** What Lit leaves on the page that it runs in, and what takes its place in a bundle that leaves nothing. */
const TRACES: [module: RegExp, trace: RegExp, instead: string][] = [
  // For other copies of Lit, to warn of each other while they are developed.
  [/lit-html\.js$/, /\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]*"\)/, '0'],
  [/lit-element\.js$/, /\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[^"]*"\)/, '0'],
  [/reactive-element\.js$/, /\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]*"\)/, '0'],
  // For decorators of the standard, which are not used here.
  [
    /reactive-element\.js$/,
    /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/,
    '',
  ],
  [/reactive-element\.js$/, /this\[Symbol\.metadata\]/, 'null'],
  // A policy's name may be taken, by the Lit of the page or by another version of the chat: then this one has its own.
  [
    /lit-html\.js$/,
    /(\w+)\.createPolicy\("lit-html",(\{createHTML:\w+=>\w+\})\)/,
    '(()=>{try{return $1.createPolicy("lit-html",$2)}catch{try{return $1.createPolicy("va-chat",$2)}catch{}}})()',
  ],
];

/** Lit without what it leaves on the page's global object. */
export const leanLit: Plugin = {
  name: 'lean-lit',
  transform(code, id) {
    const wanted = TRACES.filter(([module]) => module.test(id));
    if (
      !wanted.length ||
      !/\/node_modules\/(lit-html|lit-element|@lit\/reactive-element)\/[\w-]+\.js$/.test(id)
    )
      return undefined;
    return wanted.reduce((text, [, trace, instead]) => {
      if (!trace.test(text)) this.error(`${id} does not say ${String(trace)} any more.`);
      return text.replace(trace, instead);
    }, code);
  },
};
