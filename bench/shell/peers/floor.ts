import { onGo, outlet, push, wanted } from './routing.js';

interface Application {
  mount(props: { outlet: Element }): Promise<void>;
  unmount(props: { outlet: Element }): Promise<void>;
}

/** The least that switches pages: an import that the browser remembers, and an address. */
let shown: Application | undefined;

async function show(): Promise<void> {
  const next = (await import(/* @vite-ignore */ wanted())) as Application;
  await shown?.unmount({ outlet: outlet() });
  shown = next;
  await next.mount({ outlet: outlet() });
}

onGo((name) => {
  push(name);
  return show();
});
void show();
