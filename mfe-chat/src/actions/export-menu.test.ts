import { expect, waitUntil } from '@open-wc/testing';
import { ConnectionError, define, tokens } from '@voiceassist/shared';
import { sendKeys } from '@web/test-runner-commands';
import { atRest } from '../testing/at-rest.js';
import { allByRole, byRole, focusedName } from '../testing/by-role.js';
import type { ExportEvent } from './action-events.js';
import { ExportMenu } from './export-menu.js';

async function open() {
  define('va-export-menu', ExportMenu);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const menu = new ExportMenu();
  const chosen: string[] = [];
  const server = { isBroken: false };
  menu.addEventListener('va-export', (event: ExportEvent) => {
    chosen.push(event.kind);
    event.respondWith(server.isBroken ? Promise.reject(new ConnectionError('network')) : Promise.resolve());
  });
  document.body.append(menu);
  await menu.updateComplete;
  return { menu, chosen, server };
}

const isOpen = (menu: ExportMenu) => menu.renderRoot.querySelector(':popover-open') !== null;

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

async function openMenu(menu: ExportMenu): Promise<void> {
  (await byRole(menu, 'button', 'Export conversation')).focus();
  await press('Enter');
  await waitUntil(() => focusedName() === 'Markdown file', 'the menu has no focus');
}

describe('<va-export-menu>', () => {
  afterEach(() => document.body.replaceChildren());

  it('has no accessibility fault that axe finds', async () => {
    const { menu } = await open();
    await atRest(menu);
    await expect(menu).to.be.accessible();
    await openMenu(menu);
    await atRest(menu);
    await expect(menu).to.be.accessible();
  });

  it('is gone through with the arrow keys, and chosen from with Enter', async () => {
    const { menu, chosen } = await open();
    await openMenu(menu);
    await press('ArrowDown');
    expect(focusedName()).to.equal('JSON file');
    await press('ArrowDown', 'ArrowDown');
    expect(focusedName()).to.equal('Markdown file');
    await press('ArrowUp');
    expect(focusedName()).to.equal('Print');
    await press('Home', 'End', 'Enter');
    expect(chosen).to.deep.equal(['print']);
    expect([isOpen(menu), focusedName()]).to.deep.equal([false, 'Export conversation']);
  });

  it('opens on the arrow key, and closes on Escape, which does nothing else', async () => {
    const { menu, chosen } = await open();
    let heard = 0;
    document.body.addEventListener('keydown', ({ key }) => (heard += Number(key === 'Escape')));
    (await byRole(menu, 'button', 'Export conversation')).focus();
    await press('ArrowDown');
    await waitUntil(() => focusedName() === 'Markdown file');
    await press('Escape');
    await waitUntil(() => !isOpen(menu));
    expect([focusedName(), heard, chosen.length]).to.deep.equal(['Export conversation', 0, 0]);
  });

  it('says what became of an export that failed, until the next one works', async () => {
    const { menu, server } = await open();
    server.isBroken = true;
    await openMenu(menu);
    await press('Enter');
    await byRole(menu, 'alert', /^Not exported; nothing was lost\./);
    server.isBroken = false;
    await openMenu(menu);
    await press('Enter');
    await waitUntil(() => allByRole(menu, 'alert').length === 0);
  });
});
