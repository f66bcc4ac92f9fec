import { readFile } from 'node:fs/promises';

/** A block of code in a document. */
export interface CodeBlock {
  /** The headings that it stands below, outermost first. */
  headings: readonly string[];
  language: string;
  /** What stands after the language: the file that it is, where it is one. */
  file: string;
  /** Every character of it, with the last line break. */
  code: string;
}

/** The blocks of code of a Markdown document, word by word. */
export async function codeBlocks(path: string): Promise<CodeBlock[]> {
  const blocks: CodeBlock[] = [];
  const headings: string[] = [];
  let open: { language: string; file: string; lines: string[] } | undefined;
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    const fence = /^```(\S*)\s*(.*)$/.exec(line);
    const heading = open ? undefined : /^(#+) (.*)$/.exec(line);
    if (heading) headings.splice((heading[1]?.length ?? 1) - 1, Infinity, heading[2] ?? '');
    else if (open && line === '```') {
      const { lines, ...named } = open;
      blocks.push({ ...named, headings: [...headings], code: lines.map((each) => `${each}\n`).join('') });
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (fence) open = { language: fence[1] ?? '', file: fence[2] ?? '', lines: [] };
  }
  return blocks;
}

/** A text with a block of `diff` put in: what it takes away has to stand there, once. */
export function patched(text: string, diff: string): string {
  return diff
    .trimEnd()
    .split('\n\n')
    .reduce((before, hunk) => {
      const lines = hunk.split('\n');
      const without = (sign: string) =>
        lines.flatMap((line) => (line.startsWith(sign) ? [] : [`${line.slice(1)}\n`])).join('');
      const parts = before.split(without('+'));
      if (parts.length !== 2)
        throw new Error(`This stands there ${parts.length - 1} times:\n${without('+')}`);
      return parts.join(without('-'));
    }, text);
}
