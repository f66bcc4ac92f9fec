import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { confidence } from './confidence.js';
import { readQuestion } from './question.js';
import { Retrieval, type IndexedPassage } from './retrieval.js';

function passage(documentId: string, title: string, heading: string, text: string): IndexedPassage {
  return {
    id: `${documentId}/${heading}`,
    documentId,
    title,
    headingPath: [heading],
    text,
    start: 0,
    end: text.length,
  };
}

async function filled(): Promise<Retrieval> {
  const retrieval = new Retrieval();
  await retrieval.set('gout', [
    passage('gout', 'Gout in adults', 'Symptoms', 'A hot swollen joint that began overnight.'),
    passage('gout', 'Gout in adults', 'Treatment', 'Naproxen or colchicine, then allopurinol later.'),
  ]);
  await retrieval.set('anaemia', [
    passage('anaemia', 'Anaemia', 'Causes', 'Blood loss and poor diet lead to a low haemoglobin.'),
    passage('anaemia', 'Anaemia', 'Treatment', 'Oral ferrous sulfate once daily. Blood pressure may be low.'),
  ]);
  return retrieval;
}

const best = (retrieval: Retrieval, question: string) => retrieval.search(readQuestion(question), 5)[0]?.id;

describe('retrieval', () => {
  it('finds the section that a question asks for', async () => {
    const retrieval = await filled();
    assert.equal(best(retrieval, 'How is gout treated?'), 'gout/Treatment');
    assert.equal(best(retrieval, 'What are the symptoms of gout?'), 'gout/Symptoms');
    assert.equal(best(retrieval, 'What causes anaemia?'), 'anaemia/Causes');
  });

  it('reads American and British spelling as one, and knows other words for the same thing', async () => {
    const retrieval = await filled();
    assert.equal(best(retrieval, 'causes of anemia with low hemoglobin'), 'anaemia/Causes');
    await retrieval.set('bp', [passage('bp', 'Hypertension', 'First line', 'Amlodipine suits most adults.')]);
    assert.equal(best(retrieval, 'What is the first drug for high blood pressure?'), 'bp/First line');
  });

  it('forgets a document at once, and replaces one', async () => {
    const retrieval = await filled();
    retrieval.remove('gout');
    assert.equal(retrieval.search(readQuestion('colchicine'), 5).length, 0);
    await retrieval.set('anaemia', [passage('anaemia', 'Anaemia', 'New', 'Transfusion threshold.')]);
    assert.equal(retrieval.size, 1);
    assert.equal(best(retrieval, 'transfusion'), 'anaemia/New');
  });

  it('says which terms matched and how well a passage answers the question', async () => {
    const retrieval = await filled();
    const question = readQuestion('Is colchicine given in gout?');
    const [hit] = retrieval.search(question, 1);
    assert.ok(hit);
    assert.deepEqual([...hit.matched].sort(), ['colchicin', 'gout']);
    assert.ok(confidence(question, hit, retrieval) > 0.7);
    assert.ok(confidence(readQuestion('Is vincristine given in leukaemia?'), hit, retrieval) < 0.2);
  });

  it('finds nothing for nothing', async () => {
    const retrieval = await filled();
    for (const question of ['', '?', 'the of and', '***']) {
      assert.deepEqual(retrieval.search(readQuestion(question), 5), []);
    }
  });
});

describe('a follow-up question', () => {
  it('borrows what the question before was about when it is short', () => {
    const { terms } = readQuestion('And in renal impairment?', 'What is the dose of metformin?');
    assert.ok(terms.has('metformin') && terms.has('renal'));
  });

  it('stands alone when it names its own subject', () => {
    const { terms } = readQuestion(
      'What is the usual maintenance dose of allopurinol in gout?',
      'And metformin?',
    );
    assert.ok(!terms.has('metformin'));
  });
});
