import type { Citation } from '@voiceassist/shared/schemas';
import type { ConversationMessage } from '../conversation.js';
import { citation } from './knowledge.js';

const READ_ALOUD = ['aria-label', 'aria-description', 'placeholder', 'title', 'alt', 'data-label'];

/** What `Intl` writes, and the name of the product: all the English letters that a page may hold in the accented language. */
const DATA = /VoiceAssist|\b\d{1,2} \w{3,9} \d{4}\b|^\s*(Sun|Mon|Tue|Wed|Thu|Fri|Sat)\s*$/g;

function* everyNode(root: Node): Generator<Node> {
  for (const node of [root, ...((root instanceof Element && root.shadowRoot?.childNodes) || [])]) {
    if (node !== root) yield* everyNode(node);
    else yield node;
  }
  for (const child of root.childNodes) yield* everyNode(child);
}

/** The texts below an element that a person can read or hear and that were not given to translators. */
export function untranslated(root: Element): string[] {
  const texts = [...everyNode(root)].flatMap((node) => {
    // A time comes from Intl, which knows no test locale.
    if (node instanceof Text) return node.parentElement?.closest('style, time') ? [] : [node.data];
    return node instanceof Element && node.localName !== 'time'
      ? READ_ALOUD.map((name) => node.getAttribute(name) ?? '')
      : [];
  });
  return texts.filter((text) => /[a-z]{2}/i.test(text.replace(DATA, ''))).map((text) => text.trim());
}

/** A citation whose own words are Greek. */
export function greekCitation(number: number, changes: Partial<Citation> = {}): Citation {
  return {
    ...citation(number, ''),
    title: `Έγγραφο ${number}`,
    section: 'Θεραπεία',
    quote: 'Άλφα βήτα.',
    ...changes,
  };
}

/** The same as the server sends it. */
export function onTheWire(cited: Citation) {
  const { documentId, sourceUrl, sourceType, updatedAt, ...rest } = cited;
  return {
    ...rest,
    document_id: documentId,
    source_url: sourceUrl,
    source_type: sourceType,
    updated_at: updatedAt,
  };
}

const message = (changes: Partial<ConversationMessage>): ConversationMessage => ({
  id: 'm',
  role: 'assistant',
  content: 'Άλφα.[1]',
  citations: [greekCitation(1), greekCitation(2)],
  status: 'done',
  createdAt: '2026-11-22T09:41:00Z',
  verbatim: false,
  nextSeq: 0,
  ...changes,
});

const question = (changes: Partial<ConversationMessage>): ConversationMessage =>
  message({ role: 'user', content: 'Γιατί;', citations: [], ...changes });

/** Every way in which a message can be shown, in Greek words. */
export const MESSAGES: Record<string, ConversationMessage> = {
  'a question': question({ status: 'sent' }),
  'a question that was not sent': question({ status: 'failed', clientMessageId: 'q' }),
  'a question that may have arrived': question({ status: 'unknown', clientMessageId: 'q' }),
  'an answer in the making': message({ status: 'streaming' }),
  'an answer': message({}),
  'an answer from one passage': message({ citations: [greekCitation(1)], verbatim: true }),
  'an answer from many documents': message({
    citations: [greekCitation(1), greekCitation(2, { documentId: 'other' }), greekCitation(3)],
  }),
  'an answer with a marker that has no source': message({ content: 'Άλφα.[7] ![](x.png)' }),
  'an answer with a footnote': message({ content: 'Άλφα.[^1]\n\n[^1]: Βήτα.' }),
  'a stopped answer': message({ status: 'stopped' }),
  'an answer with an error': message({ status: 'error', error: 'Λάθος.' }),
  'an answer that broke off': message({ status: 'interrupted' }),
  'nothing found': message({
    status: 'not_found',
    content: '',
    citations: [],
    searched: 1284,
    nearest: [
      { documentId: 'd', title: 'Άλφα', sourceType: 'guideline' },
      { documentId: 'e', title: 'Βήτα', sourceType: 'protocol' },
      { documentId: 'f', title: 'Γάμμα', sourceType: 'pathway' },
      { documentId: 'g', title: 'Δέλτα', sourceType: 'formulary' },
      { documentId: 'h', title: 'Έψιλον', sourceType: 'leaflet' },
    ],
  }),
  'nothing found in one document': message({ status: 'not_found', content: '', citations: [], searched: 1 }),
  'nothing found, of nobody knows how many': message({ status: 'not_found', content: '', citations: [] }),
};
