import { MarkdownStream } from './markdown-stream.js';
import { warmUps } from './warm-up.js';

/** What is fetched to show answers. */
export const markdown = { MarkdownStream, warmUps };
