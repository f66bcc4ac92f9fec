import { registerMicroApps, start } from 'qiankun';
import { onGo, push, wanted } from './routing.js';

registerMicroApps(
  ['one', 'two'].map((name) => ({
    name,
    entry: `${location.origin}/apps/${name}.html`,
    container: '#outlet',
    activeRule: () => wanted() === name,
  })),
);
start({ prefetch: false });
onGo(push);
