import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { packEmbed } from './embed-package.js';
import { root } from './root.js';

describe('the package @voiceassist/chat', () => {
  let project: string;
  let folder: string;
  before(async () => {
    project = await mkdtemp(join(tmpdir(), 'voiceassist-package-'));
    folder = join(project, 'node_modules/@voiceassist/chat');
    await packEmbed(folder);
    await mkdir(join(project, 'node_modules/@types'));
    for (const name of ['@types/react', 'solid-js'])
      await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name));
  });
  after(() => rm(project, { recursive: true }));

  it('has nothing that publint finds', async () => {
    const { messages, pkg } = await publint({ pkgDir: folder, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg ?? {})),
      [],
    );
  });

  it('imports only its own files, at once and later', async () => {
    const names = await readdir(folder);
    for (const name of names.filter((each) => each.endsWith('.js'))) {
      const text = await readFile(join(folder, name), 'utf8');
      const { importedFiles } = ts.preProcessFile(text, true, true);
      for (const { fileName } of importedFiles)
        assert.ok(names.includes(fileName.slice(2)), `${name}: ${fileName}`);
    }
    for (const name of names.filter((each) => each.endsWith('.d.ts'))) {
      const { importedFiles } = ts.preProcessFile(await readFile(join(folder, name), 'utf8'));
      const foreign = importedFiles.map(({ fileName }) => fileName).filter((each) => !each.startsWith('./'));
      assert.ok(
        foreign.every((each) => ['react', 'solid-js', 'vue', 'svelte/elements'].includes(each)),
        `${name}: ${foreign.join()}`,
      );
    }
  });

  /** What the compiler finds wrong with a module of a project that has installed the package. */
  async function findings(file: string, text: string, options: ts.CompilerOptions = {}): Promise<string[]> {
    const path = join(project, file);
    await writeFile(path, text);
    const program = ts.createProgram([path], {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      exactOptionalPropertyTypes: false,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      ...options,
    });
    return ts
      .getPreEmitDiagnostics(program)
      .filter(({ file: source }) => !source || source.fileName.startsWith(project))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  }

  const PLAIN = `
import type { ChatErrorCode, GetToken, Suggestion, VaChatElement } from '@voiceassist/chat';
import '@voiceassist/chat';
const getToken: GetToken = async (reason) => (reason === 'start' ? 'a' : 'b');
const suggestions: readonly Suggestion[] = [{ label: 'Dose', question: 'Which?' }];
const chat = document.createElement('va-chat');
const same: VaChatElement = chat;
Object.assign(same, { suggestions });
chat.getToken = getToken;
chat.suggestions = suggestions;
chat.mode = 'case_workspace';
chat.addEventListener('va-error', (event) => { const code: ChatErrorCode = event.code; event.reason.trim(); return code; });
chat.addEventListener('va-citation-open', ({ citationNumber }) => citationNumber.toFixed());
chat.sendMessage('text');
chat.exportConversation('json').then((text) => text.trim());`;

  it('is typed for plain TypeScript', async () => {
    assert.deepEqual(await findings('plain.ts', PLAIN), []);
    const wrong = await findings(
      'wrong.ts',
      `${PLAIN}\nchat.mode = 'other';\nchat.getToken = () => 1;\nchat.isAnswering = true;\nchat.addEventListener('va-error', ({ nothing }) => nothing);`,
    );
    assert.equal(wrong.length, 4, wrong.join('\n'));
  });

  it('is typed for React 19', async () => {
    const head = `import type {} from '@voiceassist/chat/react';
import { useRef } from 'react';
import type { GetToken, VaChatElement } from '@voiceassist/chat';\n`;
    const jsx = { jsx: ts.JsxEmit.Preserve, jsxImportSource: 'react' };
    const page = (inside: string) =>
      `${head}export function Page({ getToken }: { getToken: GetToken }) { const chat = useRef<VaChatElement>(null); return ${inside}; }`;
    const right = `<va-chat ref={chat} api-url="https://api" theme="dark" className="x" getToken={getToken} onva-error={({ code, reason }) => console.log(code.length, reason)} />`;
    assert.deepEqual(await findings('react.tsx', page(right), jsx), []);
    const wrong = [
      '<va-chat theme="sepia" />',
      '<va-chat getToken={1} />',
      '<va-chat onva-error={(e) => e.nothing} />',
    ];
    assert.equal(
      (await findings('react-wrong.tsx', page(`<>${wrong.join('')}</>`), jsx)).length,
      wrong.length,
    );
  });

  it('is typed for Solid', async () => {
    const jsx = { jsx: ts.JsxEmit.Preserve, jsxImportSource: 'solid-js' };
    const page = (inside: string) =>
      `import type {} from '@voiceassist/chat/solid';
import type { GetToken } from '@voiceassist/chat';
export const Page = ({ getToken }: { getToken: GetToken }) => ${inside};`;
    const right = `<va-chat attr:api-url="https://api" prop:getToken={getToken} on:va-error={({ code }) => console.log(code.length)} />`;
    assert.deepEqual(await findings('solid.tsx', page(right), jsx), []);
    const wrong = ['<va-chat attr:theme="sepia" />', '<va-chat prop:getToken={1} />'];
    assert.equal(
      (await findings('solid-wrong.tsx', page(`<>${wrong.join('')}</>`), jsx)).length,
      wrong.length,
    );
  });
});
