import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type {
  FeedbackEntry,
  GapAnswer,
  GapGroup,
  SearchExplanation,
  Snake,
  TestQuestion,
  TestRun,
} from '@voiceassist/shared/schemas';
import { until } from '../testing/until.js';
import { groupGaps } from './gaps/grouping.js';
import { Sealing } from '../sealing.js';
import { startKnowledge, type KnowledgeServer } from './testing/server.js';

const GOUT = '# Gout\n\n## Drug treatment\n\nNaproxen is the first-line drug for gout.';
const ANAEMIA = '# Anaemia\n\n## Causes\n\nBlood loss is the commonest cause of anaemia.';
const LEUKAEMIA =
  '# Acute lymphoblastic leukaemia\n\n## Drugs\n\nThe dose of vincristine in acute lymphoblastic leukaemia is 1.5 mg.';
const UNANSWERED = 'What is the dose of vincristine in acute lymphoblastic leukaemia?';

describe('what administrators see of retrieval', () => {
  let server: KnowledgeServer;
  let gout = '';
  before(async () => {
    server = await startKnowledge();
    gout = (await server.indexed('gout.md', GOUT)).id;
    await server.indexed('anaemia.md', ANAEMIA);
  });
  after(() => server.close());

  async function call<Body>(route: string, body?: unknown): Promise<Body> {
    const answer = await server.call(route, body);
    assert.ok(answer.status < 300, `${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  }
  const explain = (query: string) =>
    call<Snake<SearchExplanation>>('POST /api/admin/kb/search/explanation', { query });
  const gaps = (state = 'open') => call<Snake<GapGroup>[]>(`GET /api/admin/kb/gaps?state=${state}`);

  it('is told why a passage was found, word for word, and that it would be quoted', async () => {
    const found = await explain('How is gout treated?');
    assert.equal(found.is_answered, true);
    const [best] = found.passages;
    assert.ok(best?.factors);
    const { words, headings, title, coverage } = best.factors;
    assert.ok(Math.abs(words * headings * title * coverage - best.score) < 0.01);
    assert.ok(headings > 1, 'it stands under the heading that was asked for');
    assert.deepEqual(
      best.text_marks.map(({ start, end }) => best.text.slice(start, end)),
      ['gout'],
    );
    assert.deepEqual(best.fields.find(({ term }) => term === 'gout')?.fields, ['title', 'text']);
  });

  it('is told what is missing when an answer would be refused', async () => {
    const found = await explain(UNANSWERED);
    assert.equal(found.is_answered, false);
    assert.ok(found.confidence < found.least_confidence);
    const vincristine = found.terms.find(({ word }) => word === 'vincristine');
    assert.equal(vincristine?.is_known, false);
    assert.equal(found.terms.find(({ word }) => word === 'dose')?.is_everyday, true);
  });

  it('decides as answers do', async () => {
    for (const question of ['How is gout treated?', UNANSWERED]) {
      const [{ is_answered: isAnswered }, events] = [await explain(question), await server.ask(question)];
      const last = events.at(-1);
      assert.equal(last?.type === 'finished' && last.finish_reason === 'done', isAnswered, question);
    }
  });

  it('keeps test questions, runs them, and shows the change that reading everything again has made', async () => {
    const { id } = await call<Snake<TestQuestion>>('POST /api/admin/kb/test-questions', {
      question: 'How is gout treated?',
      document_ids: [gout],
    });
    const changed = await call<Snake<TestQuestion>>(`PUT /api/admin/kb/test-questions/${id}`, {
      question: 'What is the first-line drug for gout?',
      document_ids: [gout],
    });
    assert.deepEqual(changed.documents, [{ id: gout, title: 'Gout' }]);
    const run = await call<Snake<TestRun>>('POST /api/admin/kb/test-runs', {});
    assert.equal(run.recall, 1);
    assert.deepEqual(
      run.results.map(({ rank, is_answered: isAnswered }) => [rank, isAnswered]),
      [[1, true]],
    );
    const before = await call<Snake<TestRun>>('POST /api/admin/kb/test-runs', { reindex: true });
    const runs = () => call<Snake<TestRun>[]>('GET /api/admin/kb/test-runs');
    await until(async () => (await runs()).some(({ compared_to: to }) => to === before.id));
    assert.deepEqual(
      (await runs()).map(({ kind, recall }) => [kind, recall]),
      [
        ['after', 1],
        ['before', 1],
        ['single', 1],
      ],
    );
    await call(`DELETE /api/admin/kb/test-questions/${id}`);
    assert.deepEqual(await call('GET /api/admin/kb/test-questions'), []);
  });

  it('refuses test questions without a document, or with one that is not there', async () => {
    const question = 'How is gout treated?';
    const post = (documentIds: string[]) =>
      server.call('POST /api/admin/kb/test-questions', { question, document_ids: documentIds });
    assert.equal((await post([])).status, 422);
    assert.equal((await post(['nothing'])).status, 404);
  });

  it('keeps a question that found nothing without who asked, and closes it when it is answered', async () => {
    await server.ask(UNANSWERED);
    await server.ask('Mrs Miller, born 3/4/1962: dose of vincristine in acute lymphoblastic leukaemia?');
    await server.ask('How is gout treated?');
    await until(async () => (await gaps()).some((group) => group.gaps.length === 3));
    const group = (await gaps()).find((each) => each.gaps.length === 3);
    assert.ok(group);
    const ids = group.gaps.map(({ id }) => id);
    assert.ok(!JSON.stringify(await gaps()).match(/Miller|1962/), 'no patient is named');
    assert.ok(!JSON.stringify(await gaps()).includes('gout'), 'what is answered is no gap');

    const before = await call<Snake<GapAnswer>[]>('POST /api/admin/kb/gaps/ask', { ids });
    assert.ok(before.every(({ is_answered: isAnswered }) => !isAnswered));
    await server.indexed('leukaemia.md', LEUKAEMIA);
    const now = await call<Snake<GapAnswer>[]>('POST /api/admin/kb/gaps/ask', { ids });
    assert.ok(now.every(({ title }) => title === 'Acute lymphoblastic leukaemia'));
    assert.ok((await gaps()).every((each) => each.gaps.every(({ id }) => !ids.includes(id))));
    assert.equal((await gaps('closed')).flatMap((each) => each.gaps).length, 3);
    await call('POST /api/admin/kb/gaps/delete', { ids });
    assert.deepEqual(await gaps('closed'), []);
  });

  it('has no feedback as long as nobody gave any', async () => {
    const { headers, body } = await server.call('GET /api/admin/kb/feedback?rating=down');
    assert.deepEqual([headers.get('X-Total-Count'), body as FeedbackEntry[]], ['0', []]);
  });
});

describe('questions that found nothing', () => {
  it('are grouped by what they are about, the newest first', () => {
    const gap = (id: string, question: string, asked_on: string) => ({ id, question, asked_on });
    const groups = groupGaps([
      gap('1', 'How is coeliac disease treated?', '2026-11-01'),
      gap('2', 'Vincristine dose in leukaemia?', '2026-11-02'),
      gap('3', 'What is the treatment for celiac disease?', '2026-11-03'),
    ]);
    assert.deepEqual(
      groups.map(({ gaps, asked_on: on }) => [on, gaps.map(({ id }) => id)]),
      [
        ['2026-11-03', ['3', '1']],
        ['2026-11-02', ['2']],
      ],
    );
  });

  it('are unreadable without the secret of the server, and in another place', () => {
    const sealing = new Sealing(Buffer.from('one'), 'gaps');
    const sealed = sealing.seal('vincristine');
    assert.ok(!sealed.includes('vincristine'));
    assert.equal(sealing.open(sealed), 'vincristine');
    assert.equal(new Sealing(Buffer.from('two'), 'gaps').open(sealed), undefined);
    assert.equal(new Sealing(Buffer.from('one'), 'other').open(sealed), undefined);
    assert.equal(sealing.open(Buffer.from('short')), undefined);
  });
});
