import { MarkdownStream } from './markdown-stream.js';

/** Every construct of Markdown but those that fetch something. */
const SAMPLES = [
  '# a\n\nb',
  'c *d* **e** `f` [g](h) <i> ~~j~~ \\* &amp; https://k.l',
  'm [1] [^n]\n\n[^n]: o',
  '- p\n  - [ ] q\n\n1. r',
  '|s|\n|-|\n|t|',
  '> u\n\n***\n\nv\n===\n\n    w',
];

function write(text: string): void {
  const stream = new MarkdownStream(document.createElement('div'), () => undefined);
  stream.update(text.slice(0, -1), false);
  stream.update(text, true);
}

/**
 * What makes the first answer as quick as those after it: a browser compiles a pattern when it is used first and again when it
 * is used once more, and that apart for texts of Latin letters and for all others. Each takes a few milliseconds.
 */
export const warmUps: readonly (() => void)[] = SAMPLES.flatMap((text) =>
  [text, text, `${text}≥`, `${text}≥`].map((given) => () => write(given)),
);
