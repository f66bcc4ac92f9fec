import { expect } from '@open-wc/testing';
import { RouteChangeEvent } from './events.js';
import { matchPath, microFrontend } from './micro-frontend.js';

describe('matchPath', () => {
  it('gives the parameters of a path', () => {
    expect(matchPath('/chat/:sessionId', '/chat/a%20b')).to.deep.equal({ sessionId: 'a b' });
    expect(matchPath('/chat', '/chat/')).to.deep.equal({});
    expect(matchPath('/chat/:sessionId', '/chat')).to.equal(undefined);
    expect(matchPath('/chat', '/chats')).to.equal(undefined);
  });
});

describe('a micro-frontend', () => {
  const pages = [
    { path: '/one', tag: 'section' },
    { path: '/two/:id', tag: 'article' },
    { path: '/three/:id', tag: 'article' },
  ];
  const go = (path: string) => window.dispatchEvent(new RouteChangeEvent(new URL(path, location.origin)));

  it('shows the page of the path, keeps its element for a path of the same page, and leaves nothing behind', async () => {
    const outlet = document.createElement('div');
    const none = () => Promise.resolve({ templates: {} });
    const part = microFrontend(pages, { de: none, 'en-XA': none, 'ar-XB': none });
    await part.mount({ outlet });
    go('/one');
    expect(outlet.firstElementChild?.localName).to.equal('section');
    go('/two/a');
    const article = outlet.firstElementChild as HTMLElement & { parameters?: unknown };
    go('/three/b');
    expect(outlet.firstElementChild).to.equal(article);
    expect(article.parameters).to.deep.equal({ id: 'b' });
    await part.unmount({ outlet });
    go('/one');
    expect(outlet.children).to.have.length(0);
  });
});
