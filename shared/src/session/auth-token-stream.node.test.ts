import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstValueFrom, skipWhile, switchMap, take, toArray } from 'rxjs';
import { Browser } from '../testing/browser.js';
import { TokenServer } from '../testing/token-server.js';
import { VirtualClock, settled } from '../testing/virtual-clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function world() {
  const server = new TokenServer();
  const clock = new VirtualClock();
  const browser = new Browser(server, clock);
  const signIn = async (tab = browser.openTab(), userId = 'ada') => {
    await tab.signIn(server.signIn(userId), server.user(userId));
    await settled();
    return tab;
  };
  return { server, clock, browser, signIn };
}

/** Answers of the server wait until they are let go. */
function hold(server: TokenServer) {
  const waiting: (() => void)[] = [];
  server.answering = () => new Promise((resolve) => waiting.push(resolve));
  return async () => {
    for (const answer of waiting.splice(0)) answer();
    await settled();
  };
}

describe('AuthTokenStream', () => {
  it('tells who is signed in, and that nobody is any more', async () => {
    const { browser, server, signIn } = world();
    const tab = browser.openTab();
    const seen = firstValueFrom(tab.isAuthenticated$.pipe(take(3), toArray()));
    await signIn(tab);
    assert.equal(tab.user?.id, 'ada');
    await tab.signOut();
    assert.deepEqual(await seen, [false, true, false]);
    assert.equal(await browser.storage.read(), undefined);
    assert.equal(await tab.accessToken(), undefined);
    assert.equal(server.families[0]?.isAlive, false);
  });

  it('says that nobody is signed in only once nothing is kept, and gives no token meanwhile', async () => {
    const { browser, signIn } = world();
    const tab = await signIn();
    const { update } = browser.storage;
    let erase: () => void = () => undefined;
    browser.storage.update = async (change) => {
      await new Promise<void>((resolve) => (erase = resolve));
      return update(change);
    };
    const ending = tab.signOut();
    await settled();
    assert.equal(tab.state, 'signed-in');
    assert.equal(await tab.accessToken(), undefined);
    const kept = firstValueFrom(
      tab.state$.pipe(
        skipWhile((state) => state !== 'signed-out'),
        switchMap(() => browser.storage.read()),
      ),
    );
    erase();
    assert.equal(await kept, undefined);
    await ending;
    assert.equal(tab.endReason, 'signed-out');
  });

  it('refreshes once for all who ask at the same time, in all tabs', async () => {
    const { browser, clock, server, signIn } = world();
    await signIn();
    for (let tab = 1; tab < 10; tab += 1) await browser.openTab().restore();
    clock.set(15 * MINUTE);
    const answers = await Promise.all(
      browser.tabs.flatMap((tab) => Array.from({ length: 100 }, () => tab.accessToken())),
    );
    assert.equal(server.refreshes, 1);
    assert.deepEqual(new Set(answers), new Set(['access 0 1']));
  });

  it('takes up the session of an earlier page without asking for a token that it has', async () => {
    const { browser, server, signIn } = world();
    await signIn();
    const later = browser.openTab();
    await later.restore();
    assert.equal(later.state, 'signed-in');
    assert.equal(later.user?.id, 'ada');
    assert.equal(server.refreshes, 0);
  });

  it('renews the token before it ends, and asks who is signed in again', async () => {
    const { clock, server, signIn } = world();
    const tab = await signIn();
    server.user = (id) => ({ id, role: 'admin' }) as ReturnType<TokenServer['user']>;
    await clock.pass(14 * MINUTE + 1);
    assert.equal(server.refreshes, 1);
    assert.equal(tab.user?.role, 'admin');
    assert.equal(await tab.accessToken(), 'access 0 1');
    assert.equal(server.refreshes, 1);
  });

  it('renews once after a night of sleep', async () => {
    const { browser, clock, server, signIn } = world();
    await signIn();
    await browser.openTab().restore();
    clock.sleep(8 * HOUR);
    await Promise.all(browser.tabs.map((tab) => tab.wake()));
    assert.equal(server.refreshes, 1);
  });

  for (const hours of [24, -24]) {
    it(`is right when the clock is set by ${hours} hours`, async () => {
      const { clock, server, signIn } = world();
      const tab = await signIn();
      clock.set(hours * HOUR);
      await tab.wake();
      await clock.pass(14 * MINUTE + 1);
      assert.ok(server.refreshes >= 1 && server.refreshes <= 2, String(server.refreshes));
      assert.equal(server.replays, 0);
      assert.equal(tab.state, 'signed-in');
    });
  }

  it('comes back by itself to a server that could not be reached when the page was opened', async () => {
    const { browser, clock, server, signIn } = world();
    await signIn();
    let tries = 0;
    const me = server.me.bind(server);
    server.me = () => {
      tries += 1;
      return Promise.reject(new TypeError('network'));
    };
    const later = browser.openTab();
    const states: string[] = [];
    await later.restore();
    later.state$.subscribe((state) => states.push(state));
    await clock.pass(5 * MINUTE);
    assert.deepEqual(states, ['unreachable']);
    assert.ok(tries > 10 && tries < 150, String(tries));
    server.me = me;
    await clock.pass(16_000);
    assert.deepEqual(states, ['unreachable', 'signed-in']);
  });

  it('tries a renewal again while the network is gone, and keeps the session', async () => {
    const { browser, clock, server, signIn } = world();
    const tab = await signIn();
    const refresh = server.refresh.bind(server);
    server.refresh = () => Promise.reject(new TypeError('network'));
    await clock.pass(20 * MINUTE);
    assert.equal(tab.state, 'signed-in');
    assert.ok(await browser.storage.read());
    server.refresh = refresh;
    await clock.pass(2 * MINUTE);
    assert.equal(server.refreshes, 1);
  });

  it('says that the server cannot be reached, and takes up the session when it can', async () => {
    const { browser, server, signIn } = world();
    await signIn();
    const { me } = server;
    server.me = () => Promise.reject(new TypeError('network'));
    const tab = browser.openTab();
    await tab.restore();
    assert.equal(tab.state, 'unreachable');
    server.me = me;
    await tab.wake();
    assert.equal(tab.state, 'signed-in');
  });

  it('ends the session in all tabs when the refresh token is refused', async () => {
    const { browser, server, signIn } = world();
    const tab = await signIn();
    const other = browser.openTab();
    await other.restore();
    (server.families[0] as { isAlive: boolean }).isAlive = false;
    assert.equal(await tab.refresh(), undefined);
    await settled();
    assert.deepEqual([tab.state, other.state], ['signed-out', 'signed-out']);
    assert.deepEqual([tab.endReason, other.endReason], ['refused', 'refused']);
    assert.equal(await browser.storage.read(), undefined);
  });

  it('ends the session in all tabs with its reason', async () => {
    const { browser, signIn } = world();
    const tab = await signIn();
    const other = browser.openTab();
    await other.restore();
    const ended = firstValueFrom(other.ended$);
    await tab.signOut('idle');
    assert.deepEqual(await ended, { userId: 'ada', reason: 'idle' });
    assert.equal(other.state, 'signed-out');
    assert.equal(other.endReason, 'idle');
  });

  it('throws away a refresh that ends after the sign-out', async () => {
    const { browser, server, signIn } = world();
    const tab = await signIn();
    const answer = hold(server);
    const late = tab.refresh();
    await settled();
    void tab.signOut();
    await settled();
    await answer();
    assert.equal(await late, undefined);
    assert.equal(tab.state, 'signed-out');
    assert.equal(await browser.storage.read(), undefined);
  });

  it('never repeats a call of one person with the token of another', async () => {
    const { server, signIn } = world();
    const tab = await signIn();
    const first = await tab.accessToken();
    await signIn(tab, 'grace');
    assert.equal(await tab.refresh(first), undefined);
    assert.equal(server.ownerOf((await tab.accessToken()) ?? ''), 'grace');
    assert.equal(server.families[0]?.isAlive, false, 'the session before is ended on the server');
  });

  it('goes on with the person who signed in in another tab', async () => {
    const { browser, signIn } = world();
    const tab = await signIn();
    const other = browser.openTab();
    await other.restore();
    await signIn(other, 'grace');
    await settled();
    assert.equal(tab.user?.id, 'grace');
  });

  it('takes the token of another tab in the place of a refused one', async () => {
    const { browser, clock, server, signIn } = world();
    const tab = await signIn();
    const other = browser.openTab();
    await other.restore();
    const old = await tab.accessToken();
    await clock.pass(MINUTE);
    await other.refresh();
    assert.equal(await tab.refresh(old), 'access 0 1');
    assert.equal(server.refreshes, 1);
  });

  it('does not ask without an end when the server refuses what it has just given', async () => {
    const { server, signIn } = world();
    const tab = await signIn();
    for (let call = 0; call < 100; call += 1) await tab.refresh(await tab.accessToken());
    assert.equal(server.refreshes, 3);
    assert.equal(tab.state, 'signed-in');
  });

  it('tells the server later when it was out of reach at the sign-out', async () => {
    const { clock, server, signIn } = world();
    const tab = await signIn();
    const { logout } = server;
    server.logout = () => Promise.reject(new TypeError('network'));
    await tab.signOut();
    assert.equal(server.families[0]?.isAlive, true);
    server.logout = logout;
    await clock.pass(5_000);
    assert.equal(server.families[0]?.isAlive, false);
  });

  it('notices in a tab that was frozen that the session has ended', async () => {
    const { browser, signIn } = world();
    const tab = await signIn();
    await browser.storage.update(() => undefined);
    await tab.wake();
    assert.equal(tab.state, 'signed-out');
  });

  it('shows a changed profile in all tabs', async () => {
    const { browser, server, signIn } = world();
    const tab = await signIn();
    const other = browser.openTab();
    await other.restore();
    tab.updateUser({ ...server.user('ada'), firstName: 'Augusta' });
    await settled();
    assert.equal(other.user?.firstName, 'Augusta');
  });
});
