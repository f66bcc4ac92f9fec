import { setupApp, startApp } from 'wujie';
import { onGo, outlet, push, wanted } from './routing.js';

for (const name of ['one', 'two'])
  setupApp({ name, url: `${location.origin}/apps/${name}.html`, el: outlet(), exec: true });

const show = () => startApp({ name: wanted() } as Parameters<typeof startApp>[0]);
onGo((name) => {
  push(name);
  return show();
});
void show();
