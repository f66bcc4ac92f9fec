// What is fetched to show answers.
export { MarkdownStream } from './markdown-stream.js';
export { warmUps } from './warm-up.js';
