import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BehaviorSubject } from 'rxjs';
import * as v from 'valibot';
import { readPreferences } from './kept-preferences.js';
import { PreferenceStore } from './preferences.js';
import { toCamel } from './schemas/case.js';
import { preferencesSchema, type Preferences, type User } from './schemas/users.js';

function computer(user?: User, save?: (userId: string, preferences: Preferences) => Promise<User>) {
  const kept = new Map<string, string>();
  const local = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const user$ = new BehaviorSubject(user);
  const person = {
    user$,
    get user() {
      return user$.value;
    },
    updateUser: (changed: User) => user$.next(changed),
  };
  const saved: Preferences[] = [];
  const open = () =>
    new PreferenceStore(
      person,
      save ??
        ((_, preferences) => (
          saved.push(preferences),
          Promise.resolve({ ...person.user, preferences } as User)
        )),
      local,
    );
  return { kept, local, open, saved, user$ };
}

const ada = { id: 'ada', preferences: null } as User;

describe('PreferenceStore', () => {
  it('keeps a choice on this computer, for the next page', async () => {
    const { open } = computer();
    await open().change({ theme: 'dark' });
    assert.deepEqual(open().value, { theme: 'dark' });
  });

  it('takes up what another tab has chosen, though no server tells', () => {
    const heard: ((event: Partial<StorageEvent>) => void)[] = [];
    const before = globalThis.addEventListener;
    globalThis.addEventListener = ((_: string, hear: (typeof heard)[number]) => heard.push(hear)) as never;
    const { open, local } = computer();
    const store = open();
    globalThis.addEventListener = before;
    local.setItem('va-preferences', '{"locale":"de"}');
    heard[0]?.({ key: 'another' });
    assert.deepEqual(store.value, {});
    heard[0]?.({ key: 'va-preferences' });
    assert.deepEqual(store.value, { locale: 'de' });
  });

  it('keeps a choice with the account, where the server does', async () => {
    const { open, saved, user$ } = computer(ada);
    const store = open();
    assert.equal(store.isKeptWithAccount, true);
    await store.change({ locale: 'de' });
    await store.change({ textSize: 'large' });
    assert.deepEqual(saved.at(-1), { locale: 'de', textSize: 'large' });
    assert.deepEqual(user$.value?.preferences, { locale: 'de', textSize: 'large' });
  });

  it('holds the last of two quick choices, whichever answer comes last', async () => {
    const answers: (() => void)[] = [];
    const { open, user$ } = computer(
      ada,
      (_, preferences) =>
        new Promise((resolve) => answers.push(() => resolve({ ...ada, preferences } as User))),
    );
    const store = open();
    const changes = [store.change({ theme: 'dark' }), store.change({ theme: 'light' })];
    answers[1]?.();
    await Promise.resolve();
    answers[0]?.();
    await Promise.all(changes);
    assert.equal(store.value.theme, 'light');
    assert.equal(user$.value?.preferences?.theme, 'light');
  });

  it('does not ask a server that keeps none', async () => {
    const { open, saved } = computer({ id: 'ada' } as User);
    await open().change({ theme: 'dark' });
    assert.deepEqual(saved, []);
  });

  it('takes what the account of the person who signs in says', () => {
    const { open, user$ } = computer();
    const store = open();
    user$.next({ ...ada, preferences: { theme: 'light', idleSeconds: 300 } });
    assert.deepEqual(store.value, { theme: 'light', idleSeconds: 300 });
  });

  it('holds on this computer when the account cannot keep it, and says so', async () => {
    const { open } = computer(ada, () => Promise.reject(new TypeError('network')));
    const store = open();
    await assert.rejects(store.change({ theme: 'dark' }));
    assert.equal(store.value.theme, 'dark');
    assert.equal(open().value.theme, 'dark');
  });

  it('takes from this computer what the schema takes, without the schema', () => {
    const some = (...values: unknown[]) => fc.option(fc.oneof(fc.constantFrom(...values), fc.jsonValue()));
    const kept = fc.record({
      theme: some('dark', 'system', 'purple'),
      locale: some('de', 'x'.repeat(35), 'x'.repeat(36)),
      text_size: some('large', 'huge'),
      idle_seconds: some(60, 59, 60.5, '60'),
      later: fc.jsonValue(),
    });
    fc.assert(
      fc.property(kept, (written) => {
        const text = JSON.stringify(written);
        const known: unknown = toCamel(v.parse(preferencesSchema, JSON.parse(text)));
        // Without what the schema gives for nothing.
        assert.deepEqual(readPreferences(text), JSON.parse(JSON.stringify(known)));
      }),
    );
  });

  it('starts anew from what it cannot read', () => {
    const { kept, open } = computer();
    for (const text of ['no JSON', '[]', '{"theme":"purple"}', 'null']) {
      kept.set('va-preferences', text);
      assert.equal(open().value.theme, undefined);
    }
  });
});
