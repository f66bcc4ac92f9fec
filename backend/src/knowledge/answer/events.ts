import type { CitationWire } from './citations.js';

/** What happens while an answer is written, in this order; `finished` is always the last. */
export type AnswerEvent =
  /** `continues`: the text that follows belongs behind the words that were begun with. */
  | { type: 'started'; verbatim: boolean; continues?: boolean }
  | { type: 'citations'; citations: CitationWire[] }
  | { type: 'text'; delta: string }
  | {
      type: 'finished';
      finish_reason: 'done' | 'not_found' | 'error';
      searched?: number;
      nearest?: { document_id: string; title: string; source_type?: string }[];
      message?: string;
    };

/** An answer that broke off, as far as it was written. */
export interface Begun {
  content: string;
  citations: CitationWire[];
  verbatim: boolean;
}

/** One earlier message of the conversation. */
export interface Turn {
  role: 'user' | 'assistant';
  content: string;
}
