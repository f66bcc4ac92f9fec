import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build, type Rolldown } from 'vite';
import { leanTemplates } from './lean-templates.js';

const SOURCE = 'virtual:source';

async function built(code: string): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'source',
        resolveId: (id) => (id === SOURCE ? SOURCE : undefined),
        load: (id) => (id === SOURCE ? code : undefined),
      },
      leanTemplates,
    ],
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: SOURCE,
        external: ['lit', '@lit/localize'],
        preserveEntrySignatures: 'strict',
      },
    },
  })) as Rolldown.RolldownOutput;
  return output[0].code;
}

describe('lean templates', () => {
  it('are style sheets that mean what they meant', async () => {
    const code = await built(
      "import { css } from 'lit'; export const s = css`\n  /* why */\n  a :hover,\n  a::after {\n    color: #ffffff;\n    content: '\\\\201C } ;';\n  }\n`;",
    );
    assert.match(code, /css`a :hover,a:after\{color:#fff;content:"“} ;"\}`/);
  });

  it('keep the place of what is filled in', async () => {
    const code = await built(
      "import { css } from 'lit'; export const s = (page) => css`\n  ${page} .drawer {\n    gap: 1px;\n  }\n`;",
    );
    assert.match(code, /css` \$\{page\} \.drawer \{ gap: 1px; \} `/);
  });

  it('show one space where there was one or more, in templates within templates too', async () => {
    const code = await built(
      "import { html } from 'lit'; export const t = (n) => html`\n  <p>\n    ${n ? html`<b>\n  x</b>` : ''}\n  </p>\n`;",
    );
    assert.match(code, /html` <p> \$\{n \? html`<b> x<\/b>` : ""\} <\/p> `/);
  });

  it('leave alone what is translated, since a translation is found by its text', async () => {
    const code = await built(
      "import { html } from 'lit'; import { msg } from '@lit/localize'; export const t = () => msg(html`one\n  two`);",
    );
    assert.match(code, /html`one\n {2}two`/);
  });
});
