import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { isReleaseError } from '../shell/release/errors.js';
import { servePortal } from '../shell/release/serve.js';
import { ask, openBrowser, signIn } from './browser.js';
import { Releases } from './releases.js';
import { freePort, startStack, type Stack } from './stack.js';

const TEAMS = ['mfe-auth', 'mfe-chat', 'mfe-admin-kb'] as const;
const PAGES = [
  ['Knowledge base', 'Documents'],
  ['Users', 'Users'],
] as const;
const TABS = 3;
const PATIENCE_MS = 30_000;

/** A tab of somebody who works: the conversation that is open in it, and what stands in its composer. */
interface Tab {
  page: Page;
  /** Path of the tab's own conversation. */
  conversation: string;
  draft: string;
  /** The release that the tab was loaded with. */
  release: string;
  /** It was loaded without a network, and shows so until there is one. */
  isCutOff: boolean;
}

/** What happened in a run. */
export interface ReleaseRun {
  seed: number;
  steps: number;
  kinds: Record<string, number>;
  releases: number;
  loads: number;
  /** How often all tabs were looked at: one release each, every file there, no draft lost. */
  checks: number;
}

const messageBox = (page: Page) => page.getByRole('textbox', { name: 'Message' });

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Three teams that release, and a person with three tabs; what must never happen is looked for after each step. */
export class ReleaseModel {
  readonly #known = new Map<string, Set<string>>();
  readonly #composed: (() => Promise<void>)[] = [];
  #tabs: Tab[] = [];
  #isOffline = false;
  #missing = 0;
  #loads = 0;
  #words = 0;

  private constructor(
    private readonly stack: Stack,
    private readonly browser: Browser,
    private readonly server: Awaited<ReturnType<typeof servePortal>>,
    private readonly portal: string,
    private readonly context: BrowserContext,
    private readonly releases: Releases,
    private readonly next: () => number,
  ) {
    server.server.on('request', (request, response) => {
      response.on('finish', () => {
        if (request.url?.startsWith('/parts/') && response.statusCode >= 400) this.#missing += 1;
      });
    });
  }

  /** Starts the system and a person with three tabs, each in a conversation of its own. */
  static async start(seed: number): Promise<ReleaseModel> {
    const port = await freePort();
    const portal = `http://localhost:${port}`;
    const [stack, browser] = await Promise.all([
      startStack({ environment: { CORS_ORIGINS: portal } }),
      openBrowser(),
    ]);
    const server = await servePortal(join(stack.dataDir, 'portal'));
    await server.listen({ port, host: 'localhost' });
    const context = await browser.newContext();
    const releases = new Releases(stack.dataDir);
    const model = new ReleaseModel(stack, browser, server, portal, context, releases, random(seed));
    await model.#openTabs();
    return model;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    await this.stack.stop();
  }

  /** Takes random steps; throws at the first thing that must never happen. */
  async run(seed: number, steps: number, say: (line: string) => void = () => {}): Promise<ReleaseRun> {
    const kinds: Record<string, number> = {};
    for (let step = 1; step <= steps; step += 1) {
      const [kind, act] = this.#choose();
      say(`${step} ${kind}`);
      try {
        await act();
        await this.#check();
      } catch (error) {
        throw new Error(`Seed ${seed}, step ${step} (${kind}): ${(error as Error).message}`, {
          cause: error,
        });
      }
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    await this.#setOffline(false);
    for (const tab of this.#tabs) await this.#toConversation(tab);
    await this.#check();
    return { seed, steps, kinds, releases: this.#known.size, loads: this.#loads, checks: steps + 1 };
  }

  #choose(): [string, () => Promise<unknown>] {
    const tab = this.#tabs[Math.floor(this.next() * TABS)] as Tab;
    const team = TEAMS[Math.floor(this.next() * TEAMS.length)] ?? 'mfe-chat';
    const steps: [weight: number, kind: string, act: () => Promise<unknown>][] = [
      [3, 'deploy', () => this.releases.deploy(team)],
      [1, 'compose', async () => this.#composed.push(await this.releases.compose(team))],
      [1, 'promote', () => refusable(async () => this.#composed.shift()?.())],
      [2, 'roll back', () => refusable(() => this.releases.rollback())],
      [1, 'remove old releases', () => this.#prune()],
      [4, 'go to a page', () => this.#toPage(tab)],
      [4, 'go to the conversation', () => this.#toConversation(tab)],
      [2, 'go back', () => this.#traverse(tab, 'goBack')],
      [1, 'go forward', () => this.#traverse(tab, 'goForward')],
      [3, 'type', () => this.#type(tab)],
      [2, 'reload', () => this.#load(tab, () => tab.page.reload())],
      [2, 'take what is offered', () => this.#takeOffer(tab)],
      [1, 'open a tab in the place of one', () => this.#replace(tab)],
      [1, 'lose or find the network', () => this.#setOffline(!this.#isOffline)],
    ];
    let at = this.next() * steps.reduce((sum, [weight]) => sum + weight, 0);
    const [, kind, act] = steps.find(([weight]) => (at -= weight) < 0) ?? [
      1,
      'nothing',
      () => Promise.resolve(),
    ];
    return [kind, act];
  }

  async #openTabs(): Promise<void> {
    for (let at = 0; at < TABS; at += 1) {
      const page = await this.context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      if (at === 0) await signIn(page, this.portal, 'admin@voiceassist.example');
      else await page.goto(`${this.portal}/chat`);
      await messageBox(page).waitFor();
      await ask(page, `How is asthma treated? ${at}`);
      await page.waitForURL(/\/chat\/.+/);
      await page.getByRole('button', { name: 'Send' }).waitFor();
      const release = await releaseOf(page);
      const conversation = new URL(page.url()).pathname;
      const tab = { page, conversation, draft: '', release, isCutOff: false };
      this.#tabs.push(tab);
      await this.#type(tab);
    }
  }

  async #load(tab: Tab, load: () => Promise<unknown>): Promise<void> {
    await load();
    this.#loads += 1;
    tab.release = await releaseOf(tab.page);
    tab.isCutOff = this.#isOffline;
    await this.#settled(tab);
  }

  /** Whatever page the tab is at is there. */
  async #settled({ page, isCutOff }: Tab): Promise<void> {
    if (isCutOff) return page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    const path = new URL(page.url()).pathname;
    if (path.startsWith('/chat')) return messageBox(page).waitFor();
    const name = path.startsWith('/admin/kb') ? 'Documents' : 'Users';
    await page.getByRole('heading', { name, exact: true }).waitFor();
  }

  async #toPage(tab: Tab): Promise<void> {
    if (tab.isCutOff) return;
    const [link] = PAGES[Math.floor(this.next() * PAGES.length)] ?? PAGES[0];
    await tab.page.getByRole('link', { name: link, exact: true }).click();
    await this.#settled(tab);
  }

  async #toConversation(tab: Tab): Promise<void> {
    const { page, conversation } = tab;
    if (tab.isCutOff || new URL(page.url()).pathname === conversation) return;
    if (!new URL(page.url()).pathname.startsWith('/chat'))
      await page.getByRole('link', { name: 'Chat', exact: true }).click();
    await messageBox(page).waitFor();
    const entry = page.locator(`va-conversation-list a[href="${conversation}"]`);
    // Without a network the list of a new page does not come.
    if (this.#isOffline && !(await entry.isVisible())) return;
    // A list that was asked for without a network is asked for again by the person.
    const again = page.locator('va-conversation-list').getByRole('button', { name: 'Retry' });
    await entry.or(again).first().waitFor();
    if (await again.isVisible()) await again.click();
    await entry.click();
    await page.waitForURL((url) => url.pathname === conversation);
  }

  async #traverse(tab: Tab, way: 'goBack' | 'goForward'): Promise<void> {
    // Further back is the sign-in page or the empty tab, which is another page load.
    const position = await tab.page.evaluate(
      () => (history.state as { position?: number } | null)?.position ?? 0,
    );
    if (tab.isCutOff || (way === 'goBack' && position < 2)) return;
    await tab.page[way]();
    await this.#settled(tab);
  }

  async #type(tab: Tab): Promise<void> {
    await this.#toConversation(tab);
    if (tab.isCutOff || new URL(tab.page.url()).pathname !== tab.conversation) return;
    await this.#hasDraft(tab);
    this.#words += 1;
    tab.draft = `${tab.draft} word${this.#words}`.trim();
    await messageBox(tab.page).fill(tab.draft);
    await messageBox(tab.page).blur();
  }

  async #takeOffer(tab: Tab): Promise<void> {
    const offer = tab.page.getByRole('button', { name: 'Reload' });
    if (tab.isCutOff || this.#isOffline || !(await offer.isVisible())) return;
    const live = await this.releases.live();
    await this.#load(tab, () => Promise.all([tab.page.waitForEvent('load'), offer.click()]));
    assert.equal(tab.release, live, 'what was taken is not what is live');
  }

  /** The tab is closed, and its conversation opened in a new one. */
  async #replace(tab: Tab): Promise<void> {
    await tab.page.close();
    tab.page = await this.context.newPage();
    tab.page.setDefaultTimeout(PATIENCE_MS);
    const live = await this.releases.live();
    await this.#load(tab, () => tab.page.goto(this.portal + tab.conversation));
    if (!this.#isOffline) assert.equal(tab.release, live, 'a new tab did not get what is live');
  }

  async #setOffline(isOffline: boolean): Promise<void> {
    // A release has to be on the computer before the network goes.
    if (isOffline) await this.#areKept();
    this.#isOffline = isOffline;
    await this.context.setOffline(isOffline);
    if (isOffline) return;
    for (const tab of this.#tabs) {
      const wasCutOff = tab.isCutOff;
      tab.isCutOff = false;
      if (wasCutOff) await this.#settled(tab);
    }
  }

  /** Real stores keep what is younger than days; here nothing is, once it is on the computer. */
  async #prune(): Promise<void> {
    if (this.#isOffline) return;
    await this.#areKept();
    this.#composed.length = 0;
    await refusable(() => this.releases.prune());
  }

  async #areKept(): Promise<void> {
    for (const { page } of this.#tabs) {
      const end = Date.now() + PATIENCE_MS;
      while (!(await page.evaluate(isOnComputer))) {
        assert.ok(Date.now() < end, 'the release of a tab did not get onto the computer');
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
    }
  }

  async #check(): Promise<void> {
    assert.equal(this.#missing, 0, 'a published file was asked for that is not there');
    const live = await this.releases.live();
    if (!this.#known.has(live)) this.#known.set(live, await this.releases.foldersOf(live));
    for (const tab of this.#tabs) {
      const { page, release } = tab;
      assert.equal(await releaseOf(page), release, 'the tab was loaded again by itself');
      const strange = (await loadedFolders(page)).filter((folder) => !this.#known.get(release)?.has(folder));
      assert.deepEqual(strange, [], 'a tab has loaded files of another release');
      const failure = page.locator('va-failure-card');
      const why = (await failure.isVisible()) ? await failure.locator('details').textContent() : '';
      assert.equal(why, '', `a part of ${release} could not be loaded${this.#isOffline ? ', offline' : ''}`);
      if (!tab.isCutOff && new URL(page.url()).pathname === tab.conversation) await this.#hasDraft(tab);
    }
  }

  async #hasDraft({ page, draft, release }: Tab): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while ((await messageBox(page).inputValue()) !== draft) {
      const shown = await messageBox(page).inputValue();
      assert.ok(Date.now() < end, `the draft "${draft}" is lost in ${release}: "${shown}"`);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }
}

/** A team may be told that another one was faster, or that there is nothing to go back to. */
async function refusable(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isReleaseError(error)) throw error;
  }
}

const releaseOf = (page: Page) =>
  page.evaluate(() => {
    const text = document.getElementById('va-release')?.textContent ?? '{}';
    return (JSON.parse(text) as { id: string }).id;
  });

const loadedFolders = (page: Page) =>
  page.evaluate(() => [
    ...new Set(
      performance
        .getEntriesByType('resource')
        .map(({ name }) => /\/parts\/[^/]+\/[^/]+\//.exec(name)?.[0] ?? '')
        .filter(Boolean),
    ),
  ]);

/** Whether the computer holds every script of the tab's release; runs in the page. */
async function isOnComputer(): Promise<boolean> {
  const { integrity } = JSON.parse(
    document.querySelector('script[type="importmap"]')?.textContent ?? '{}',
  ) as { integrity: Record<string, string> };
  const { id } = JSON.parse(document.getElementById('va-release')?.textContent ?? '{}') as { id: string };
  if (!navigator.serviceWorker.controller || !(await caches.has(`va-release-${id}`))) return false;
  const kept = await (await caches.open(`va-release-${id}`)).keys();
  const paths = new Set(kept.map(({ url }) => new URL(url).pathname));
  return Object.keys(integrity).every((url) => paths.has(decodeURI(url)));
}
