// `npm run translations`: takes every `msg` of a package into its xliff/de.xlf, and writes src/locales/*.ts from the
// translations. Two test locales are made from the English text: `en-XA` (accented, a third longer) and `ar-XB` (right
// to left). With `-- --check` nothing is changed; it fails when a translation is missing or a file is out of date.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Message } from '@lit/localize-tools/lib/messages.js';
import { RuntimeLitLocalizer } from '@lit/localize-tools/lib/modes/runtime.js';
import type { Locale } from '@lit/localize-tools/lib/types/locale.js';
import { extractMessagesFromProgram } from '@lit/localize-tools/lib/program-analysis.js';
import ts from 'typescript';
import { partFolders } from './parts.js';
import { root } from './root.js';

const SOURCE = 'en' as unknown as Locale;
const TRANSLATED = 'de' as unknown as Locale;
const MADE = new Map([
  ['en-XA' as unknown as Locale, accented],
  ['ar-XB' as unknown as Locale, rightToLeft],
]);

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = [...'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ'];

/** Longer than English and unlike it: what stays plain on the page was not given to translators. */
function accented(text: string): string {
  const letters = [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
  return letters + '~'.repeat(Math.ceil(text.trim().length / 3));
}

/** Every word from right to left by Unicode's own marks, as Arabic would be. */
function rightToLeft(text: string): string {
  return text.replace(/\S+/g, (word) => `\u202E${word}\u202C`);
}

/** One package: its messages, and the folders of its translations. */
class PackageLocalizer extends RuntimeLitLocalizer {
  readonly #program: ts.Program;
  readonly #folder: string;

  constructor(
    folder: string,
    program: ts.Program,
    targetLocales: Locale[],
    xliffDir: string,
    outputDir: string,
  ) {
    super({
      baseDir: folder,
      resolve: (path) => resolve(folder, path),
      sourceLocale: SOURCE,
      targetLocales,
      interchange: { format: 'xliff', xliffDir },
      output: { mode: 'runtime', language: 'ts', outputDir },
    });
    this.#folder = folder;
    this.#program = program;
  }

  /** Only its own, though the program holds what it imports as well. */
  override extractSourceMessages() {
    const own = this.#program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.startsWith(join(this.#folder, 'src/')));
    return extractMessagesFromProgram({
      getSourceFiles: () => own,
      getTypeChecker: () => this.#program.getTypeChecker(),
    } as unknown as ts.Program);
  }

  override readTranslationsSync() {
    const { translations } = super.readTranslationsSync();
    for (const [locale, change] of MADE) {
      if (!this.config.targetLocales.includes(locale)) continue;
      translations.set(
        locale,
        this.extractSourceMessages().messages.map(({ name, contents }) => ({
          name,
          contents: changed(contents, change),
        })),
      );
    }
    return { translations };
  }

  /** English texts without a translation. */
  missing(): string[] {
    const known = new Set(
      this.readTranslationsSync()
        .translations.get(TRANSLATED)
        ?.map(({ name }) => name),
    );
    return this.extractSourceMessages()
      .messages.filter(({ name }) => !known.has(name))
      .map(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : '…')).join(''));
  }
}

function changed(contents: Message['contents'], change: (text: string) => string): Message['contents'] {
  return contents.map((part) => (typeof part === 'string' && /[a-z]/i.test(part) ? change(part) : part));
}

const sources = (folder: string) =>
  ts.sys.readDirectory(join(folder, 'src'), ['.ts'], ['**/*.test.ts', '**/locales/**']);

async function sameFiles(one: string, other: string): Promise<boolean> {
  const names = await readdir(one).catch(() => []);
  for (const name of names) {
    const [written, kept] = await Promise.all(
      [one, other].map((folder) => readFile(join(folder, name), 'utf8').catch(() => '')),
    );
    if (written !== kept) return false;
  }
  return true;
}

async function translate(folder: string, program: ts.Program, check: boolean): Promise<string[]> {
  const made = check ? await mkdtemp(join(tmpdir(), 'voiceassist-locales-')) : join(folder, 'src/locales');
  try {
    const localizer = new PackageLocalizer(folder, program, [TRANSLATED, ...MADE.keys()], 'xliff', made);
    const { messages, errors } = localizer.extractSourceMessages();
    if (errors.length)
      return errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    if (messages.length === 0) return [];
    if (!check)
      await new PackageLocalizer(folder, program, [TRANSLATED], 'xliff', made).writeInterchangeFiles();
    await localizer.build();
    const wrong = localizer.missing().map((text) => `${basename(folder)}: without a translation: ${text}`);
    if (check && !(await sameFiles(made, join(folder, 'src/locales')))) {
      wrong.push(`${basename(folder)}: src/locales is out of date: npm run translations`);
    }
    return wrong;
  } finally {
    if (check) await rm(made, { recursive: true, force: true });
  }
}

const check = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const folders = partFolders().filter((folder) => !wanted.length || wanted.includes(basename(folder)));
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
);
const program = ts.createProgram(folders.flatMap(sources), { ...options, composite: false, noEmit: true });
// The library warns of every missing text by its identity; the report below shows the text.
console.warn = () => {};
const wrong = (await Promise.all(folders.map((folder) => translate(folder, program, check)))).flat();
for (const line of wrong) console.error(line);
console.log(wrong.length ? `${wrong.length} to do` : 'Every text is translated.');
process.exitCode = wrong.length ? 1 : 0;
