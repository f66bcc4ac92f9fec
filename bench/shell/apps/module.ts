import { showPage } from './page.js';

/** A page in the form of a module: what the page itself, single-spa, module federation and our portal load. */
export const application = (name: string) => ({
  bootstrap: () => Promise.resolve(),
  mount({ outlet }: { outlet: Element }): Promise<void> {
    showPage(outlet, name);
    return Promise.resolve();
  },
  unmount({ outlet }: { outlet: Element }): Promise<void> {
    outlet.replaceChildren();
    return Promise.resolve();
  },
});
