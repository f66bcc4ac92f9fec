import type { Parsed } from './parse.js';
import { SourceWriter } from './source-text.js';

const ITEM = /^\s*(?:[-*•‣◦–]|\(?\d{1,2}[.)])\s+(?=\S)/;
const RULE = /^\s*(?:={3,}|-{3,}|\*{3,}|_{3,})\s*$/;

/** Reads plain text: blank lines part paragraphs, short lines of their own without a full stop are headings. */
export function parseText(source: string): Parsed {
  const writer = new SourceWriter();
  let title: string | undefined;
  for (const lines of groups(source)) {
    if (isTable(lines)) {
      for (const [at, line] of lines.entries()) writer.addRow(at === 0 ? 'header' : 'row', line.split('\t'));
      continue;
    }
    const heading = headingOf(lines);
    if (heading !== undefined) {
      const first = writer.length === 0;
      if (first) title = heading;
      writer.add('heading', heading, first ? 1 : levelOf(heading));
      continue;
    }
    for (const { kind, text } of paragraphs(lines)) writer.add(kind, text);
  }
  return { ...writer.finish(), ...(title !== undefined && { title }) };
}

function groups(source: string): string[][] {
  const found: string[][] = [];
  let open: string[] = [];
  for (const line of source.split(/\r\n|[\n\r\f\v\u2028\u2029]/)) {
    if (line.trim() !== '') open.push(line);
    else if (open.length > 0) {
      found.push(open);
      open = [];
    }
  }
  if (open.length > 0) found.push(open);
  return found;
}

function isTable(lines: string[]): boolean {
  return lines.length > 1 && lines.every((line) => line.trim().includes('\t'));
}

function headingOf(lines: string[]): string | undefined {
  const [line = '', rule] = lines;
  const underlined = lines.length === 2 && rule !== undefined && RULE.test(rule);
  if (lines.length > 1 && !underlined) return undefined;
  const text = line.trim();
  const numbered = /^\d+(?:\.\d+)*\.?\s+\p{Lu}/u.test(text);
  if (ITEM.test(line) && !numbered) return undefined;
  const short = text.length <= 90 && text.split(/\s+/).length <= 12;
  return short && /^[\p{Lu}\p{N}]/u.test(text) && !/[.?!:;,]$/.test(text) ? text : undefined;
}

function levelOf(heading: string): number {
  const number = /^\d+(?:\.\d+)*/.exec(heading)?.[0];
  return Math.min(6, 1 + (number ? number.split('.').length : 1));
}

function paragraphs(lines: string[]): { kind: 'paragraph' | 'item'; text: string }[] {
  const found: { kind: 'paragraph' | 'item'; text: string }[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (RULE.test(line)) continue;
    if (ITEM.test(line)) found.push({ kind: 'item', text: line.replace(ITEM, '') });
    else if (last) last.text += ` ${line.trim()}`;
    else found.push({ kind: 'paragraph', text: line.trim() });
  }
  return found;
}
