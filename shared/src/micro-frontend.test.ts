import { expect, waitUntil } from '@open-wc/testing';
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
  const none = () => Promise.resolve({ templates: {} });
  const translations = { de: none, 'en-XA': none, 'ar-XB': none };
  const go = (path: string) => window.dispatchEvent(new RouteChangeEvent(new URL(path, location.origin)));

  it('shows the page of the path, keeps its element for a path of the same page, and leaves nothing behind', async () => {
    const outlet = document.createElement('div');
    const part = microFrontend(pages, translations);
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

  describe('with a page whose code comes later', () => {
    let part: ReturnType<typeof microFrontend>;
    let outlet: HTMLElement;
    let arrive: () => void;
    let loads: number;
    let made = 0;
    beforeEach(() => {
      made += 1;
      const tag = `va-later-${made}`;
      loads = 0;
      const load = async () => {
        loads += 1;
        await new Promise<void>((resolve) => (arrive = resolve));
        customElements.define(tag, class extends HTMLElement {});
      };
      outlet = document.createElement('div');
      part = microFrontend([...pages, { path: '/later', tag, load }], translations);
    });
    afterEach(() => part.unmount({ outlet }));
    const shown = () => outlet.firstElementChild?.localName ?? 'nothing';

    it('loads it when it is asked for, shows what was there until then, and does not load it again', async () => {
      await part.mount({ outlet });
      go('/one');
      expect(loads).to.equal(0);
      go('/later');
      expect(shown()).to.equal('section');
      arrive();
      await waitUntil(() => shown() === `va-later-${made}`);
      go('/one');
      expect(shown()).to.equal('section');
      go('/later');
      expect(shown()).to.equal(`va-later-${made}`);
      expect(loads).to.equal(1);
    });

    it('does not show it when another page, or nothing, was asked for meanwhile', async () => {
      await part.mount({ outlet });
      go('/later');
      go('/one');
      arrive();
      await customElements.whenDefined(`va-later-${made}`);
      await new Promise(requestAnimationFrame);
      expect(shown()).to.equal('section');
    });

    it('does not show it after it was left', async () => {
      await part.mount({ outlet });
      go('/later');
      await part.unmount({ outlet });
      arrive();
      await customElements.whenDefined(`va-later-${made}`);
      await new Promise(requestAnimationFrame);
      expect(shown()).to.equal('nothing');
    });

    it('fails to mount when the code of the first page cannot be loaded, and mounts when it can again', async () => {
      let isThere = false;
      const load = () => (isThere ? Promise.resolve() : Promise.reject(new TypeError('Failed to fetch')));
      const path = location.pathname;
      const failing = microFrontend([{ path, tag: 'va-never', load }], translations);
      const error = await failing.mount({ outlet }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(TypeError);
      isThere = true;
      await failing.mount({ outlet });
      expect(shown()).to.equal('va-never');
      await failing.unmount({ outlet });
    });
  });
});
