import type { Block } from '@voiceassist/shared/schemas';

/** A block without its text: offsets in UTF-16 code units of the source text. */
export type SourceBlock = Omit<Block, 'text'>;

/** The canonical text of a document: its blocks joined by a newline, and where each of them stands. */
export interface SourceText {
  text: string;
  blocks: SourceBlock[];
}

/** One run of text as PostgreSQL can keep it: no control characters, no lone surrogates, single spaces. */
export function plain(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Collects blocks in reading order. */
export class SourceWriter {
  readonly #parts: string[] = [];
  readonly #blocks: SourceBlock[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(kind: SourceBlock['kind'], text: string, level?: number): void {
    this.#push(kind, plain(text), level);
  }

  /** A table row; cells are separated by a tab. */
  addRow(kind: 'header' | 'row', cells: string[]): void {
    const row = cells.map(plain);
    if (row.some((cell) => cell !== '')) this.#push(kind, row.join('\t'));
  }

  finish(): SourceText {
    return { text: this.#parts.join('\n'), blocks: this.#blocks };
  }

  #push(kind: SourceBlock['kind'], text: string, level?: number): void {
    if (text === '') return;
    const start = this.#blocks.length === 0 ? 0 : this.#length + 1;
    this.#length = start + text.length;
    this.#parts.push(text);
    this.#blocks.push({ kind, start, end: this.#length, ...(level !== undefined && { level }) });
  }
}
