import type { Api } from '@voiceassist/shared';
import type { User } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { changesOf, type UserAction } from './user-action.js';

/** What is done with single accounts, one at a time. */
export class UserActions implements ReactiveController {
  busy = false;
  /** Why the latest one was not done. */
  error: unknown;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly apiOf: () => Pick<Api, 'users'> | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.busy = false;
  }

  /** Forgets how the one before went. */
  reset(): void {
    this.error = undefined;
    this.host.requestUpdate();
  }

  /** Does it; resolves to the account as it is then, or to nothing when it was not done. */
  async run(action: UserAction, user: User): Promise<User | undefined> {
    const api = this.apiOf();
    if (this.busy || !api) return undefined;
    this.busy = true;
    this.reset();
    try {
      if (action !== 'delete') return await api.users.update(user.id, changesOf(action));
      await api.users.delete(user.id);
      return user;
    } catch (error) {
      this.error = error;
      return undefined;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }
}
