import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { marked } from 'marked';
import type { Source } from '../documents.js';
import { confidence } from '../confidence.js';
import { LEAST_CONFIDENCE } from '../finding.js';
import { parseFile } from '../parse/parse.js';
import { parseHtml } from '../parse/html.js';
import { passages } from '../passages.js';
import { readQuestion } from '../question.js';
import { Retrieval } from '../retrieval.js';
import { sentences } from '../sentences.js';
import { quote, type Quotation } from './extractive.js';
import { deltas, escapeMarkdown } from './markdown.js';
import { select } from './selection.js';

const DEMO = new URL('../../../demo/', import.meta.url);
const json = async (name: string) =>
  JSON.parse(await readFile(new URL(name, DEMO), 'utf8')) as Record<string, string>[];

describe('answers from the demonstration documents', () => {
  const retrieval = new Retrieval();
  const sources = new Map<string, Source>();

  before(async () => {
    for (const { file = '', title = '', source_type = '', specialty = '' } of await json('documents.json')) {
      const parsed = await parseFile(await readFile(new URL(`documents/${file}`, DEMO)), file);
      const date = new Date(0);
      sources.set(file, {
        ...parsed,
        document: {
          id: file,
          title,
          has_given_title: true,
          filename: file,
          search_text: '',
          source_type,
          specialty,
          status: 'ready',
          error: null,
          size_bytes: 1,
          chunk_count: 1,
          sha256: '',
          is_copy: false,
          version: 1,
          indexed_version: 1,
          source_url: null,
          is_demonstration: true,
          uploaded_by: null,
          created_at: date,
          updated_at: date,
          queued_at: null,
          parsing_at: null,
          indexing_at: null,
          finished_at: null,
        },
        version: 1,
        sha256: '',
        changedAt: date,
      });
      const indexed = passages(parsed, title).map((passage, at) => {
        const text = parsed.text.slice(passage.start, passage.end);
        return { ...passage, id: `${file}/${at}`, documentId: file, title, text };
      });
      await retrieval.set(file, indexed);
    }
  });

  async function answer(text: string): Promise<Quotation> {
    const question = readQuestion(text);
    const hits = retrieval.search(question, 12);
    return quote(await select(question, hits, retrieval, async ({ documentId }) => sources.get(documentId)));
  }

  const isAnswered = (text: string) => {
    const question = readQuestion(text);
    return retrieval
      .search(question, 5)
      .some((hit) => confidence(question, hit, retrieval) >= LEAST_CONFIDENCE);
  };

  it('quotes the sentence on metformin first', async () => {
    const { markdown, citations } = await answer('What is the first-line drug for type 2 diabetes?');
    assert.match(markdown, /^Metformin is the first-line drug for most adults with type 2 diabetes/);
    assert.match(citations[0]?.quote ?? '', /^Metformin is the first-line drug/);
    assert.equal(citations[0]?.section, 'First-line drug treatment');
  });

  it('quotes byte for byte, numbers in order, and renders to the quoted words alone', async () => {
    for (const { question = '' } of await json('questions.json')) {
      const { markdown, citations } = await answer(question);
      assert.ok(citations.length > 0, question);
      assert.deepEqual(
        citations.map(({ number }) => number),
        citations.map((_, at) => at + 1),
      );
      const html = marked.parse(markdown, { async: false, gfm: true });
      const { text } = parseHtml(html);
      for (const { document_id, quote: words, start, end, number } of citations) {
        assert.equal(sources.get(document_id)?.text.slice(start, end), words);
        assert.ok(markdown.includes(`[${number}]`));
        for (const line of words.split('\n').filter((each) => !each.includes('\t'))) {
          assert.ok(squeeze(text.replace(/\[\d+\]/g, '')).includes(squeeze(line)), `${question}: ${line}`);
          for (const sentence of sentences(line)) {
            const written = escapeMarkdown(line.slice(sentence.start, sentence.end));
            assert.ok(markdown.includes(`${written}[${number}]`), `a citation behind: ${written}`);
          }
        }
      }
      const cited = citations.map(({ quote: words }) => words.replace(/[\n\t]/g, ' ')).join(' ');
      const left = text.replace(/\[\d+\]/g, ' ').replace(/\bSource\b/g, ' ');
      for (const word of left.split(/\s+/)) assert.ok(cited.includes(word), `${question}: ${word}`);
    }
  });

  it('quotes a table whole, with its source in the last column, when values are asked for', async () => {
    const { markdown, citations } = await answer(
      'What are the starting and target doses of bisoprolol in HFrEF?',
    );
    assert.match(
      markdown,
      /^\| Drug \| Starting dose \| Target dose \| Source \|\n\| --- \| --- \| --- \| --- \|$/m,
    );
    const row = /^\| Bisoprolol \| 1\.25 mg once daily \| 10 mg once daily \| \[(\d+)\] \|$/m.exec(markdown);
    const citation = citations.find(({ number }) => String(number) === row?.[1]);
    assert.match(citation?.quote ?? '', /Drug\tStarting dose\tTarget dose\nRamipril\t/);
  });

  it('finds the right document for at least 9 of 10 questions of clinicians', async () => {
    const questions = await json('questions.json');
    const right = questions.filter(({ question = '', file }) => {
      return retrieval.search(readQuestion(question), 3).some(({ documentId }) => documentId === file);
    });
    assert.ok(right.length >= questions.length * 0.9, `${right.length} of ${questions.length}`);
  });

  it('refuses what is not in the documents, and at most 1 in 20 of what is', async () => {
    for (const { question = '' } of await json('unanswerable.json'))
      assert.equal(isAnswered(question), false, question);
    const questions = await json('questions.json');
    const refused = questions.filter(({ question = '' }) => !isAnswered(question));
    assert.ok(refused.length <= questions.length * 0.05, refused.map(({ question }) => question).join(' '));
  });
});

describe('Markdown of a quote', () => {
  it('renders to the same words, whatever they are', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'ab1 .-+*_`~<>[](){}#!|\\&;:/@"\'$=^', 'www.', 'http://', '&amp;'),
    });
    fc.assert(
      fc.property(text, (words) => {
        const html = marked.parse(`x ${escapeMarkdown(words)}`, { async: false, gfm: true });
        assert.equal(squeeze(parseHtml(html).text), squeeze(`x ${words}`));
        assert.doesNotMatch(html, /<(?!\/?p>)/);
      }),
      { numRuns: 500 },
    );
  });

  it('begins no list, heading or quote at the start of a line', () => {
    for (const words of [
      '- five',
      '1. five',
      '12) five',
      '# five',
      '> five',
      '+ five',
      '=== five',
      '--- five',
    ]) {
      assert.equal(parseHtml(marked.parse(escapeMarkdown(words), { async: false })).text, words);
    }
  });

  it('is cut into deltas that make the whole', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.equal([...deltas(text)].join(''), text)));
  });
});

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
