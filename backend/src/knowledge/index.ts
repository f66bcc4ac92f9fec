export type { AnswerEvent } from './answer/events.js';
export { openKnowledge, type Knowledge } from './knowledge.js';
