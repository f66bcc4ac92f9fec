import { expect } from '@open-wc/testing';
import { formatAgo, formatCount, formatDay, formatProgress, formatSize, isolated } from './format.js';
import { passages } from './quantities.js';
import { speak } from './testing/locale.js';

describe('figures and dates', () => {
  beforeEach(() => speak('en'));
  afterEach(() => speak('en'));

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
    const whole = 9.8 * 1024 ** 2;
    expect(formatProgress(5.6 * 1024 ** 2, whole)).to.deep.equal({ part: '5.6', whole: '9.8 MB' });
    expect(formatProgress(0, whole)).to.deep.equal({ part: '0', whole: '9.8 MB' });
    expect(formatProgress(2 * whole, whole)).to.deep.equal({ part: '9.8', whole: '9.8 MB' });
  });

  it('gives one thing and many', () => {
    expect([0, 1, 1284].map(passages)).to.deep.equal(['0 passages', '1 passage', '1,284 passages']);
  });

  const now = new Date('2026-03-12T10:05:00');
  const ago = (seconds: number) => formatAgo(new Date(now.getTime() - seconds * 1000), now);

  it('gives the past in words, and a clock that runs ahead as now', () => {
    expect([-30, 5, 130, 7_300, 90_000].map(ago)).to.deep.equal([
      'just now',
      'just now',
      '2 minutes ago',
      '2 hours ago',
      'yesterday',
    ]);
  });

  it('gives the time only of today', () => {
    expect(formatDay(new Date('2026-03-12T10:02:00'), now)).to.equal('Today, 10:02');
    expect(formatDay(new Date('2025-01-30T10:02:00'), now)).to.equal('30 Jan 2025');
  });

  it('writes them as the language on the screen does', async () => {
    await speak('de');
    expect(formatCount(1_284)).to.equal('1.284');
    expect([512, 1_258_291].map(formatSize)).to.deep.equal(['512 Byte', '1,2 MB']);
    expect([1, 1284].map(passages)).to.deep.equal(['1 Passage', '1.284 Passagen']);
    expect([5, 130, 90_000].map(ago)).to.deep.equal(['gerade eben', 'vor 2 Minuten', 'gestern']);
    expect(formatDay(new Date('2026-03-12T10:02:00'), now)).to.equal('Heute, 10:02');
    expect(formatDay(new Date('2025-01-30T10:02:00'), now)).to.equal('30. Jan. 2025');
  });

  it('keeps figures and names in one piece where text runs from right to left', async () => {
    expect(isolated('sepsis.pdf')).to.equal('sepsis.pdf');
    expect(isolated('إنتان.pdf')).to.equal('\u2068إنتان.pdf\u2069');
    await speak('ar-XB');
    expect(isolated('sepsis.pdf')).to.equal('\u2068sepsis.pdf\u2069');
    expect(formatSize(1_258_291)).to.equal('\u20681.2 MB\u2069');
  });
});
