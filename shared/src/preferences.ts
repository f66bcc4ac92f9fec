import { BehaviorSubject, type Observable } from 'rxjs';
import { preferencesText, readPreferences } from './kept-preferences.js';
import type { Preferences, User } from './schemas/users.js';

const KEY = 'va-preferences';

/** What the preferences need of the session. */
interface Person {
  readonly user: User | undefined;
  readonly user$: Observable<User | undefined>;
  updateUser(user: User): void;
}

/**
 * How the portal looks and behaves for the person at this computer: kept here, so that the sign-in page has it too, and
 * with the account where the server keeps it.
 */
export class PreferenceStore {
  readonly #preferences: BehaviorSubject<Preferences>;
  readonly preferences$: Observable<Preferences>;

  constructor(
    private readonly person: Person,
    private readonly save: (userId: string, preferences: Preferences) => Promise<User>,
    private readonly local: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  ) {
    this.#preferences = new BehaviorSubject(this.#kept());
    this.preferences$ = this.#preferences.asObservable();
    person.user$.subscribe((user) => {
      if (user?.preferences) this.#adopt(user.preferences);
    });
    // Another tab has changed them, and the server may not tell this one.
    globalThis.addEventListener?.('storage', ({ key }: StorageEvent) => {
      if (key === KEY) this.#adopt(this.#kept());
    });
  }

  get value(): Preferences {
    return this.#preferences.value;
  }

  /** Whether the account keeps them, for the person's other computers. */
  get isKeptWithAccount(): boolean {
    return this.person.user?.preferences !== undefined;
  }

  /** Takes effect at once and on this computer; rejects when the account could not keep it. */
  async change(changes: Preferences): Promise<void> {
    this.#adopt({ ...this.value, ...changes });
    const { user } = this.person;
    if (!user || !this.isKeptWithAccount) return;
    const chosen = this.value;
    const saved = await this.save(user.id, chosen);
    // A later choice is on its way to the account: this answer is out of date.
    if (this.value === chosen) this.person.updateUser(saved);
  }

  #adopt(preferences: Preferences): void {
    const text = preferencesText(preferences);
    if (text === preferencesText(this.value)) return;
    try {
      this.local?.setItem(KEY, text);
    } catch {
      // Storage is full or closed to this page: the choice holds until it is left.
    }
    this.#preferences.next(preferences);
  }

  #kept(): Preferences {
    try {
      return readPreferences(this.local?.getItem(KEY) ?? '{}');
    } catch {
      return {};
    }
  }
}
