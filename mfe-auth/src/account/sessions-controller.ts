import { isApiError, type Api } from '@voiceassist/shared';
import type { DeviceSession } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where the person is signed in. */
export class SessionsController implements ReactiveController {
  /** What came last, newest use first. */
  sessions: readonly DeviceSession[] | undefined;
  /** Why the latest look has no answer. */
  error: unknown;
  /** The session that is being ended. */
  ending = '';
  #api: Pick<Api, 'auth'> | undefined;
  #round = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Asked before each update, so that a context may arrive late. */
    private readonly apiOf: () => Pick<Api, 'auth'> | undefined,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const api = this.apiOf();
    if (!api || api === this.#api) return;
    this.#api = api;
    void this.load();
  }

  /** Looks where the person is signed in; an earlier look is forgotten. */
  async load(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    try {
      const sessions = await this.#api?.auth.listSessions();
      if (round === this.#round) this.#set(sessions, undefined);
    } catch (error) {
      if (round === this.#round) this.#set(this.sessions, error);
    }
  }

  /** Ends a session; rejects with what the API throws. One that has ended by itself is as good. */
  async end(id: string): Promise<void> {
    if (this.ending) return;
    this.ending = id;
    this.host.requestUpdate();
    try {
      await this.#api?.auth.endSession(id);
      this.#drop(id);
    } catch (error) {
      if (!isApiError(error) || error.status !== 404) throw error;
      this.#drop(id);
    } finally {
      this.ending = '';
      this.host.requestUpdate();
    }
  }

  #drop(id: string): void {
    // A list that is on its way may still hold it.
    this.#round += 1;
    this.#set(
      this.sessions?.filter((session) => session.id !== id),
      undefined,
    );
  }

  #set(sessions: readonly DeviceSession[] | undefined, error: unknown): void {
    this.sessions = sessions;
    this.error = error;
    this.host.requestUpdate();
  }
}
