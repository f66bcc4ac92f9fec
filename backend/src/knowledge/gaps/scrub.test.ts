import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scrub } from './scrub.js';

describe('a question that is kept for administrators', () => {
  const without: [string, RegExp, RegExp][] = [
    ['What do I give Mrs Miller for gout?', /Miller/, /gout/],
    ['Herr von Berg hat Gicht, was tun?', /Berg/, /Gicht/],
    ['A patient named John Smith has sepsis, which antibiotic?', /John|Smith/, /sepsis, which antibiotic/],
    ['Patient Anna Berg, MRN 4711-882, on warfarin: INR 9, what now?', /Anna|Berg|4711/, /warfarin: INR 9/],
    ['Born 3/4/1962, potassium 6.8, which dose of calcium?', /1962/, /potassium 6\.8/],
    ['Born on 3 April 1962 with AF', /April|1962/, /with AF/],
    ['DOB April 3, 1962: dabigatran?', /1962/, /dabigatran/],
    ['NHS 943 476 5919 needs metformin with eGFR 35', /943|5919/, /metformin with eGFR 35/],
    ['Call +49 89 1234567 about apixaban', /1234567/, /apixaban/],
    ['Write to anna.berg@example.org about sepsis', /anna|example/, /sepsis/],
    ['A 94-year-old with AF', /94/, /over 89-year-old with AF/],
  ];
  for (const [question, lost, kept] of without) {
    it(`keeps what is asked and not who: ${question}`, () => {
      assert.doesNotMatch(scrub(question), lost);
      assert.match(scrub(question), kept);
    });
  }

  for (const question of [
    'What is the dose of vincristine in acute lymphoblastic leukaemia?',
    'A 62-year-old with blood pressure 182/104 on three drugs, what next?',
    'How much metformin with an eGFR of 35?',
    'Is HLA-B27 tested in ankylosing spondylitis?',
    'Patient with COVID-19 and SpO2 88 %, dexamethasone 6 mg?',
    'Which patient groups need 1,000 mg twice daily?',
  ]) {
    it(`leaves alone: ${question}`, () => assert.equal(scrub(question), question));
  }
});
