import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildEmbed } from '../release/build-embed.js';
import { EMBED_FILE } from '../release/embed.js';
import type { Manifest } from './elements/manifest.js';
import { packageTypes } from './elements/package-types.js';
import { root } from './root.js';

const chat = join(root, 'mfe-chat');
/** Frameworks that have types of their own for elements of others. */
const FRAMEWORKS = ['react', 'solid', 'vue', 'svelte'] as const;

const README = `# @voiceassist/chat

\`<va-chat>\`: a conversation with cited answers, for any page.

\`\`\`js
import '@voiceassist/chat';

const chat = document.querySelector('va-chat');
chat.getToken = async () => (await fetch('/your/token')).text();
chat.addEventListener('va-error', ({ code, reason }) => console.warn(code, reason));
\`\`\`

\`\`\`html
<va-chat api-url="https://api.example.org"></va-chat>
\`\`\`

Types for templates: \`import type {} from '@voiceassist/chat/react'\` (or \`/solid\`, \`/vue\`, \`/svelte\`), once in the project. Angular: \`CUSTOM_ELEMENTS_SCHEMA\`, and \`ElementRef<VaChatElement>\`. Attributes, properties, events, parts and custom properties are in \`custom-elements.json\`.
`;

/** Writes the folder that npm packs: the built files, and types that need nothing of this workspace. */
export async function packEmbed(folder: string): Promise<{ name: string; version: string; files: number }> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { version } = JSON.parse(await readFile(join(chat, 'package.json'), 'utf8')) as { version: string };
  const built = await buildEmbed(chat, './src/embed.ts', folder);
  const manifest = JSON.parse(await readFile(join(chat, 'custom-elements.json'), 'utf8')) as Manifest;
  const types = packageTypes(manifest);
  const style = await resolveConfig(join(root, 'index.ts'));
  for (const [name, text] of types)
    await writeFile(join(folder, name), await format(text, { ...style, parser: 'typescript' }));
  await copyFile(join(chat, 'custom-elements.json'), join(folder, 'custom-elements.json'));
  await writeFile(join(folder, 'README.md'), README);
  const name = '@voiceassist/chat';
  const described = {
    name,
    version,
    description: 'A conversation with cited answers, as one element for any page.',
    license: 'UNLICENSED',
    type: 'module',
    // To import it is to define the element.
    sideEffects: true,
    exports: {
      '.': { types: './index.d.ts', default: `./${EMBED_FILE}` },
      ...Object.fromEntries(FRAMEWORKS.map((each) => [`./${each}`, { types: `./${each}.d.ts` }])),
      './custom-elements.json': './custom-elements.json',
    },
    customElements: 'custom-elements.json',
    files: ['*.js', '*.d.ts', 'custom-elements.json'],
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
  return { name, version, files: built.length + types.size + 3 };
}
