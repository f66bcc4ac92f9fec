// `npm run -s pack-embed -- [folder]`: writes what is published as @voiceassist/chat, by default into dist/chat.
import { join, relative, resolve } from 'node:path';
import { packEmbed } from './embed-package.js';
import { root } from './root.js';

const folder = resolve(process.argv[2] ?? join(root, 'dist/chat'));
const { name, version, files } = await packEmbed(folder);
console.log(`${name} ${version}: ${files} files in ${relative(process.cwd(), folder)}. npm pack ${folder}`);
