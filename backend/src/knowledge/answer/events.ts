import type { CitationWire } from './citations.js';

/** What happens while an answer is written, in this order; `finished` is always the last. */
export type AnswerEvent =
  | { type: 'started'; verbatim: boolean }
  | { type: 'citations'; citations: CitationWire[] }
  | { type: 'text'; delta: string }
  | {
      type: 'finished';
      finish_reason: 'done' | 'not_found' | 'error';
      searched?: number;
      nearest?: { document_id: string; title: string; source_type?: string }[];
      message?: string;
    };

/** One earlier message of the conversation. */
export interface Turn {
  role: 'user' | 'assistant';
  content: string;
}
