export { AnswerActions } from './answer-actions.js';
export { ExportMenu } from './export-menu.js';
export { FeedbackForm } from './feedback.js';
