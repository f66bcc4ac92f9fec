import { expect } from '@open-wc/testing';
import { warmUps } from './warm-up.js';

describe('what is read before the first answer', () => {
  it('shows every construct, and fetches nothing and leaves nothing behind', () => {
    const made = new Set<string>();
    const { createElement } = document;
    document.createElement = ((name: string) => {
      made.add(name);
      return createElement.call(document, name);
    }) as typeof createElement;
    const fetched = performance.getEntriesByType('resource').length;
    const elements = document.querySelectorAll('*').length;
    try {
      for (const warmUp of warmUps) warmUp();
    } finally {
      document.createElement = createElement;
    }
    expect([...made]).to.include.members([
      'h3',
      'p',
      'em',
      'strong',
      'code',
      'a',
      'del',
      'ul',
      'ol',
      'li',
      'table',
      'blockquote',
      'hr',
      'pre',
      'section',
      'sup',
    ]);
    expect(document.querySelectorAll('*').length).to.equal(elements);
    expect(performance.getEntriesByType('resource').length).to.equal(fetched);
  });
});
