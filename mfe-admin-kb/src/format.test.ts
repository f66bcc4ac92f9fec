import { expect } from '@open-wc/testing';
import { formatAgo, formatDay, formatQuantity, formatSize, formatSizeOf } from './format.js';

describe('figures and dates', () => {
  it('gives sizes in the unit that fits', () => {
    expect([512, 18_432, 317_440, 1_258_291, 104_857_600].map(formatSize)).to.deep.equal([
      '512 bytes',
      '18 kB',
      '310 kB',
      '1.2 MB',
      '100 MB',
    ]);
  });

  it('gives progress in the unit of the whole', () => {
    expect(formatSizeOf(5.6 * 1024 ** 2, 9.8 * 1024 ** 2)).to.equal('5.6 of 9.8 MB');
    expect(formatSizeOf(0, 9.8 * 1024 ** 2)).to.equal('0 of 9.8 MB');
  });

  it('gives one thing and many', () => {
    expect([0, 1, 1284].map((count) => formatQuantity(count, 'passage'))).to.deep.equal([
      '0 passages',
      '1 passage',
      '1,284 passages',
    ]);
  });

  it('gives the past in words, and a clock that runs ahead as now', () => {
    const now = new Date('2026-03-12T10:05:00');
    const ago = (seconds: number) => formatAgo(new Date(now.getTime() - seconds * 1000), now);
    expect([-30, 5, 130, 7_300, 90_000].map(ago)).to.deep.equal([
      'just now',
      'just now',
      '2 minutes ago',
      '2 hours ago',
      'yesterday',
    ]);
  });

  it('gives the time only of today', () => {
    const now = new Date('2026-03-12T10:05:00');
    expect(formatDay(new Date('2026-03-12T10:02:00'), now)).to.equal('Today, 10:02');
    expect(formatDay(new Date('2025-01-30T10:02:00'), now)).to.equal('30 Jan 2025');
  });
});
