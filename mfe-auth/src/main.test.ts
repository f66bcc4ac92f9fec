import { expect, waitUntil } from '@open-wc/testing';
import { RouteChangeEvent } from '@voiceassist/shared';
import { bootstrap, mount, unmount } from './main.js';
import { getByRole } from './testing/find.js';

describe('Sign-in in the portal', () => {
  let outlet: HTMLElement;
  // By default the browser forgets what it loads after 250 files.
  before(() => performance.setResourceTimingBufferSize(10_000));
  beforeEach(async () => {
    outlet = document.createElement('main');
    document.body.append(outlet);
    await bootstrap();
    await mount({ outlet });
  });
  afterEach(async () => {
    await unmount({ outlet });
    outlet.remove();
  });
  const go = (path: string) => window.dispatchEvent(new RouteChangeEvent(new URL(path, location.origin)));

  const pages = [
    ['/login', 'va-login', 'Sign in'],
    ['/register', 'va-register', 'Create account'],
    ['/forgot-password', 'va-forgot-password', 'Forgot your password'],
    ['/reset-password', 'va-reset-password', 'The link is not complete'],
  ] as const;
  for (const [path, tag, heading] of pages) {
    it(`has its page at ${path}, and leaves nothing behind`, async () => {
      go(path);
      await waitUntil(() => outlet.firstElementChild?.localName === tag);
      await getByRole(outlet, 'heading', heading);
      await unmount({ outlet });
      expect(outlet.children).to.have.length(0);
    });
  }

  it('loads the meter of new passwords with none of its pages', async () => {
    for (const [path, tag] of pages) {
      go(path);
      await waitUntil(() => outlet.firstElementChild?.localName === tag);
    }
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(loaded.filter((name) => /zxcvbn|password-strength/.test(name))).to.deep.equal([]);
    expect(loaded.filter((name) => /locales\//.test(name))).to.deep.equal([]);
  });
});
