import { createInstance } from '@module-federation/runtime';
import { onGo, outlet, push, wanted } from './routing.js';

interface Application {
  mount(props: { outlet: Element }): Promise<void>;
  unmount(props: { outlet: Element }): Promise<void>;
}

const federation = createInstance({
  name: 'host',
  remotes: ['one', 'two'].map((name) => ({
    name,
    entry: `${location.origin}/apps/${name}-remote.js`,
    type: 'module',
  })),
});

let shown: Application | undefined;

async function show(): Promise<void> {
  const next = await federation.loadRemote<Application>(`${wanted()}/application`);
  await shown?.unmount({ outlet: outlet() });
  shown = next ?? undefined;
  await next?.mount({ outlet: outlet() });
}

onGo((name) => {
  push(name);
  return show();
});
void show();
