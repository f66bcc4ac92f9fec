import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayGroups } from './day-groups.js';

const ages = (times: string[], now: string, timeZone: string): string[] =>
  times.map((updatedAt) => dayGroups([{ updatedAt }], new Date(now), timeZone)[0]?.age ?? 'none');

describe('day groups', () => {
  it('count calendar days, not hours', () => {
    const times = [
      '2026-03-12T00:00:00Z',
      '2026-03-11T23:59:59Z',
      '2026-03-11T00:00:00Z',
      '2026-03-10T23:59:59Z',
    ];
    assert.deepEqual(ages(times, '2026-03-12T00:00:01Z', 'UTC'), ['today', 'yesterday', 'yesterday', 'week']);
  });

  it('end the last 7 days after the seventh', () => {
    const times = ['2026-03-05T00:00:00Z', '2026-03-04T23:59:59Z', '2025-03-12T12:00:00Z'];
    assert.deepEqual(ages(times, '2026-03-12T12:00:00Z', 'UTC'), ['week', 'earlier', 'earlier']);
  });

  it('go by the clock on the wall', () => {
    const time = ['2026-03-11T22:30:00Z'];
    const now = '2026-03-12T10:00:00Z';
    assert.deepEqual(ages(time, now, 'UTC'), ['yesterday']);
    assert.deepEqual(ages(time, now, 'Asia/Kolkata'), ['today']);
    assert.deepEqual(ages(time, now, 'America/Los_Angeles'), ['yesterday']);
  });

  it('are not disturbed by the night in which the clocks change', () => {
    const times = ['2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z'];
    assert.deepEqual(ages(times.slice(0, 1), '2026-03-29T22:30:00Z', 'Europe/Berlin'), ['week']);
    assert.deepEqual(ages(times.slice(0, 1), '2026-03-29T21:30:00Z', 'Europe/Berlin'), ['yesterday']);
    assert.deepEqual(ages(times.slice(1), '2026-10-25T22:30:00Z', 'Europe/Berlin'), ['yesterday']);
  });

  it('take a time that is still to come, by a clock that is ahead, for today', () => {
    assert.deepEqual(ages(['2026-03-13T08:00:00Z'], '2026-03-12T12:00:00Z', 'UTC'), ['today']);
  });

  it('put what has no readable time last', () => {
    assert.deepEqual(ages(['', 'soon'], '2026-03-12T12:00:00Z', 'UTC'), ['earlier', 'earlier']);
  });

  it('keep every entry once, in its order, and show no empty group', () => {
    const times = fc.array(
      fc.date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(times, (dates) => {
        const items = dates
          .sort((a, b) => b.getTime() - a.getTime())
          .map((date) => ({ updatedAt: date.toISOString() }));
        const groups = dayGroups(items, new Date('2026-06-01T12:00:00Z'), 'Europe/London');
        assert.deepEqual(
          groups.flatMap((group) => group.items),
          items,
        );
        assert.ok(groups.every((group) => group.items.length > 0));
      }),
    );
  });
});
