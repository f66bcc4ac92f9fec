import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { ClientErrorGroup, Snake } from '@voiceassist/shared/schemas';
import { FAULTS, openFailureWorld, PARTS, runCase, type FailureWorld, type Fault } from './failure-matrix.js';
import { BROWSERS, missing, press, seen } from './puppets.js';
import { CANARY } from './rigged-parts.js';

/** Firefox remembers what it could not fetch; what code throws is the same in both. */
const CORE: Record<(typeof BROWSERS)[number], (fault: Fault) => boolean> = {
  chromium: () => true,
  firefox: (fault) => ['404', 'changed byte', 'evaluation', 'render', 'rejection storm'].includes(fault),
};

for (const name of BROWSERS) {
  describe(`When a part fails in ${name}`, { skip: missing(name) }, () => {
    let world: FailureWorld;
    let page: Page;
    before(async () => {
      world = await openFailureWorld(name);
      page = await world.openPage();
    });
    after(() => world.close());

    for (const part of PARTS) {
      for (const fault of FAULTS.filter(CORE[name])) {
        if (fault.startsWith('late') && !part.late) continue;
        // One part that never answers is enough: each takes its six seconds.
        if (fault === 'hang' && part !== PARTS[0]) continue;
        it(`${part.name}, ${fault}: one card or none, the rest works, and it comes back in the same page`, async () => {
          await runCase(world, page, part, fault);
        });
      }
    }

    it('says so when the shell itself does not come, and comes back when it is there', async () => {
      const shell = /^\/parts\/shell\//;
      world.front.faults.set(shell, '500');
      await page.goto(`${world.front.url}/chat`);
      await seen(page, '#va-start button');
      assert.match(await page.$eval('#va-start', (card) => card.textContent ?? ''), /could not be loaded/);
      world.front.faults.delete(shell);
      await press(page, '#va-start button');
      await seen(page, 'va-chat-page');
    });

    it('tells the administrator of each failure once, without a word of what anybody typed', async () => {
      const groups = await reported(world, (found) =>
        ['@voiceassist/mfe-chat load HTTP404', '@voiceassist/shell load HTTP500'].every((wanted) =>
          found.some((each) => `${each.micro_frontend} ${each.kind} ${each.name}` === wanted),
        ),
      );
      const text = JSON.stringify(groups);
      assert.ok(!text.includes(CANARY) && !text.includes('http'), text);
      const log = await world.stack.log();
      assert.ok(!log.includes(CANARY));
      const storm = groups.filter(
        ({ micro_frontend, kind }) => micro_frontend === '@voiceassist/mfe-chat' && kind === 'loop',
      );
      assert.equal(storm.length, 1, 'one loop of the chat');
      assert.match(storm[0]?.at ?? '', /^rigged\.js:\d+:\d+$/);

      await page.goto(`${world.front.url}/admin/system`);
      await seen(page, 'va-failure-table');
      const table = await page.$eval(
        '>>> va-failure-table',
        (element) => element.shadowRoot?.textContent ?? '',
      );
      assert.match(table, /mfe-chat/);
      assert.match(table, /Stopped after errors without end/);
      assert.match(table, /HTTP404/);
    });
  });
}

/** The reports as an administrator gets them, once they are as `enough` says. */
async function reported(
  world: FailureWorld,
  enough: (groups: Snake<ClientErrorGroup>[]) => boolean,
): Promise<Snake<ClientErrorGroup>[]> {
  const answer = await fetch(`${world.stack.api}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'admin@voiceassist.example', password: 'try-voiceassist' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  for (let attempt = 0; ; attempt += 1) {
    const list = await fetch(`${world.stack.api}/api/admin/client-errors`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const groups = (await list.json()) as Snake<ClientErrorGroup>[];
    if (enough(groups)) return groups;
    assert.ok(attempt < 200, JSON.stringify(groups));
    await pause(100);
  }
}
