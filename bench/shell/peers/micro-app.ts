import microApp from '@micro-zoe/micro-app';
import { onGo, outlet, push, wanted } from './routing.js';

microApp.start({ 'router-mode': 'pure' });

function show(): void {
  const app = document.createElement('micro-app');
  app.setAttribute('name', wanted());
  app.setAttribute('url', `${location.origin}/apps/${wanted()}.html`);
  outlet().replaceChildren(app);
}

onGo((name) => {
  push(name);
  show();
});
show();
