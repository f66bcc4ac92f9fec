import { expect } from '@open-wc/testing';
import { RouteChangeEvent } from '@voiceassist/shared';
import { getByRole } from './testing/find.js';
import { bootstrap, mount, unmount } from './main.js';

describe('the knowledge base in the portal', () => {
  it('shows its page on its path, and leaves nothing behind', async () => {
    const outlet = document.createElement('main');
    document.body.append(outlet);
    await bootstrap();
    await mount({ outlet });
    window.dispatchEvent(new RouteChangeEvent(new URL('/admin/kb', location.origin)));
    const page = outlet.querySelector('va-documents-page');
    if (!page) throw new Error('There is no page');
    await getByRole(page, 'heading', 'Documents');
    await unmount({ outlet });
    expect(outlet.children).to.have.length(0);
    outlet.remove();
  });

  it('can be mounted and unmounted again and again without leaving listeners on the window', async () => {
    const listening = new Set<unknown>();
    const { addEventListener, removeEventListener } = window;
    window.addEventListener = (type: string, listener: unknown, options?: AddEventListenerOptions) => {
      listening.add(listener);
      options?.signal?.addEventListener('abort', () => listening.delete(listener));
      addEventListener.call(window, type, listener as EventListener, options);
    };
    window.removeEventListener = (type: string, listener: unknown) => {
      listening.delete(listener);
      removeEventListener.call(window, type, listener as EventListener);
    };
    const outlet = document.createElement('main');
    document.body.append(outlet);
    for (let round = 0; round < 10; round += 1) {
      await mount({ outlet });
      window.dispatchEvent(new RouteChangeEvent(new URL('/admin/kb', location.origin)));
      await outlet.querySelector('va-documents-page')?.updateComplete;
      expect(listening.size).to.be.greaterThan(1);
      await unmount({ outlet });
    }
    Object.assign(window, { addEventListener, removeEventListener });
    outlet.remove();
    expect(listening.size).to.equal(0);
  });
});
