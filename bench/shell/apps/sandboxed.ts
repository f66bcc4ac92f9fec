import { showPage } from './page.js';

/** A page in the forms that qiankun, micro-app and wujie ask for, each by a name of its own on its window. */
export function offer(name: string): void {
  const mount = (place: ParentNode = document) => {
    const app = place.querySelector('#app');
    if (app) showPage(app, name);
  };
  const unmount = (place: ParentNode = document) => place.querySelector('#app')?.replaceChildren();
  Object.assign(window, {
    [name]: {
      bootstrap: () => Promise.resolve(),
      mount: ({ container }: { container: Element }) => Promise.resolve(mount(container)),
      unmount: ({ container }: { container: Element }) => Promise.resolve(unmount(container)),
    },
    mount: () => mount(),
    unmount: () => unmount(),
    __WUJIE_MOUNT: () => mount(),
    __WUJIE_UNMOUNT: () => unmount(),
  });
}
