import { apiFor, type Api, type Config } from '@voiceassist/shared';
import { connect } from '@voiceassist/shared/calls';

type Reason = 'start' | 'expired' | 'rejected';
type Tokens = Awaited<ReturnType<Api['auth']['refresh']>>;

/** Somebody who has signed in. The tokens are in memory alone, and go with the page. */
export class Identity {
  readonly #api;
  #tokens: Tokens | undefined;
  #renewal: Promise<string> | undefined;

  constructor({ apiUrl, adminApiUrl }: Config) {
    const authorization = {
      accessToken: () => this.getToken('start'),
      refresh: () => this.getToken('expired'),
    };
    this.#api = apiFor({ apiUrl, adminApiUrl }, authorization, () => Promise.resolve({ connect }));
  }

  /** Sign-ins that the server offers to look around with; none outside of a demonstration. */
  async demonstration() {
    const { demonstration } = await this.#api.server.capabilities();
    return demonstration?.signIns ?? [];
  }

  /** Rejects when the server does. */
  async signIn(email: string, password: string): Promise<void> {
    const { tokens } = await this.#api.auth.login({ email, password });
    this.#tokens = tokens;
  }

  /** Ends the session at the server too. */
  async signOut(): Promise<void> {
    const refreshToken = this.#tokens?.refreshToken;
    this.#tokens = undefined;
    if (refreshToken) await this.#api.auth.logout(refreshToken);
  }

  /** What a page gives to the element: a short-lived token, renewed when the last one is of no use any more. */
  readonly getToken = async (reason: Reason): Promise<string> => {
    if (reason === 'start' && this.#tokens) return this.#tokens.accessToken;
    this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  };

  async #renew(): Promise<string> {
    if (!this.#tokens) throw new Error('Nobody is signed in.');
    this.#tokens = await this.#api.auth.refresh(this.#tokens.refreshToken);
    return this.#tokens.accessToken;
  }
}
