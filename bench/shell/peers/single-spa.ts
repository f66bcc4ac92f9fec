import { registerApplication, start } from 'single-spa';
import { onGo, outlet, push, wanted } from './routing.js';

for (const name of ['one', 'two']) {
  registerApplication({
    name,
    app: () => import(/* @vite-ignore */ name),
    activeWhen: () => wanted() === name,
    customProps: { outlet: outlet() },
  });
}
start({ urlRerouteOnly: true });
onGo(push);
