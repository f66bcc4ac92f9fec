import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isApiError } from '../../api/errors.js';
import { contextOf } from './clinical-contexts.js';
import { momentOf } from './dates.js';
import { contentOf } from './envelope.js';
import { citationsOf, messagesOf } from './messages.js';
import { fullNameOf, namesOf } from './people.js';

const moments = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2199-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('A date of the gateway', () => {
  it('means the same moment however it is written', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 999 }), (date, micros) => {
        const plain = date.toISOString().slice(0, -1);
        const long = `${plain}${String(micros).padStart(3, '0')}`;
        const forms = [
          `${plain}Z`,
          plain,
          long,
          `${long}+00:00Z`,
          `${plain}+00:00`,
          long.replace('T', ' '),
          date.getTime(),
        ];
        for (const form of forms) assert.equal(momentOf(form), date.toISOString(), String(form));
      }),
    );
  });

  it('is none when it is anything else, and never a failure', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const found = momentOf(value);
        assert.ok(found === undefined || !Number.isNaN(Date.parse(found)));
      }),
    );
    assert.equal(momentOf('yesterday'), undefined);
  });
});

describe('A body of the gateway', () => {
  it('gives the same content bare and in an envelope', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const isEnvelope = typeof data === 'object' && data !== null && 'success' in data;
        fc.pre(!isEnvelope);
        assert.deepEqual(contentOf(data), data);
        assert.deepEqual(contentOf({ success: true, data, error: null }), data);
      }),
    );
  });

  it('is an error whenever it says so, whatever came with it', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.option(fc.record({ code: fc.string(), message: fc.string() })),
        (data, error) => {
          assert.throws(() => contentOf({ success: false, data, error }), isApiError);
        },
      ),
    );
  });
});

describe('A name at the gateway', () => {
  it('comes back as two names that are written as the same one', () => {
    const word = fc.stringMatching(/^[A-Za-z'-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        assert.equal(fullNameOf(namesOf(words.join(' '))), words.join(' '));
      }),
    );
  });
});

describe('What an answer of the gateway stands on', () => {
  it('is read whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        citationsOf(value).forEach(({ number }) => assert.ok(number >= 1));
        messagesOf(value);
      }),
    );
  });

  it('shows a title, the words and a link of a source that cannot be opened', () => {
    const [source] = citationsOf([
      {
        id: 'x',
        reference: 'ADA Standards',
        snippet: 'Metformin first.',
        doi: '10.2337/dc24',
        publicationYear: 2024,
        authors: ['A', 'B'],
      },
    ]);
    assert.equal(source?.title, 'ADA Standards');
    assert.equal(source?.quote, 'Metformin first.');
    assert.equal(source?.sourceUrl, 'https://doi.org/10.2337/dc24');
    assert.equal(source?.section, 'A, B · 2024');
  });
});

describe('A clinical context at the gateway', () => {
  it('loses nothing that is known of the patient', () => {
    const context = {
      ...{ age: { value: 71, unit: 'years' }, sex: 'female', weight: { value: 154, unit: 'lb' } },
      ...{ pregnancy: 'possible', renal_function: { measure: 'egfr', value: 38, unit: 'mL/min' } },
      ...{ allergies: [{ substance: 'Penicillin', reaction: 'rash' }], notes: 'Lives alone.' },
    };
    assert.deepEqual(contextOf(context), {
      ...{ age: 71, gender: 'female', weight_kg: 69.85, allergies: ['Penicillin rash'] },
      chief_complaint: 'pregnancy: possible\nrenal function: egfr 38 mL/min\nLives alone.',
    });
  });

  it('says an age in months in words, since the field takes years alone', () => {
    assert.deepEqual(contextOf({ age: { value: 7, unit: 'months' } }), { chief_complaint: 'age: 7 months' });
  });
});
