import { ApiError } from '../api/errors.js';
import type { Tokens } from '../schemas/auth.js';
import type { User } from '../schemas/users.js';
import type { TokenEndpoints } from '../session/auth-token-stream.js';

interface Family {
  userId: string;
  isAlive: boolean;
  /** Of the newest pair. */
  turn: number;
}

const refused = () => new ApiError(401, { type: 'about:blank', title: 'Refused' });

/** The server's rules for tokens, without any replay window: what was used once ends the family. */
export class TokenServer implements TokenEndpoints {
  readonly families: Family[] = [];
  refreshes = 0;
  replays = 0;

  /** Waits before an answer goes out, after the server has done its part. */
  answering: () => Promise<void> = () => Promise.resolve();

  constructor(readonly seconds = 900) {}

  signIn(userId: string): Tokens {
    this.families.push({ userId, isAlive: true, turn: 0 });
    return this.#pair(this.families.length - 1);
  }

  user(userId: string): User {
    return { id: userId, email: `${userId}@hospital.example`, role: 'clinician' } as User;
  }

  async refresh(refreshToken: string): Promise<Tokens> {
    const { family, number, turn } = this.#read(refreshToken);
    this.refreshes += 1;
    let answer: Tokens | undefined;
    if (family.isAlive && turn === family.turn) {
      family.turn += 1;
      answer = this.#pair(number);
    } else if (family.isAlive) {
      this.replays += 1;
      family.isAlive = false;
    }
    await this.answering();
    if (!answer) throw refused();
    return answer;
  }

  async me(accessToken: string): Promise<User> {
    const { family } = this.#read(accessToken);
    const isGood = this.accepts(accessToken);
    await this.answering();
    if (!isGood) throw refused();
    return this.user(family.userId);
  }

  async logout(refreshToken: string): Promise<void> {
    this.#read(refreshToken).family.isAlive = false;
    await this.answering();
  }

  /** Whether the family of this access token still lives; its age is the clock's affair. */
  accepts(accessToken: string): boolean {
    return this.#read(accessToken).family.isAlive;
  }

  ownerOf(accessToken: string): string {
    return this.#read(accessToken).family.userId;
  }

  #pair(number: number): Tokens {
    const { turn } = this.families[number] as Family;
    return {
      accessToken: `access ${number} ${turn}`,
      refreshToken: `refresh ${number} ${turn}`,
      tokenType: 'bearer',
      expiresIn: this.seconds,
    };
  }

  #read(token: string) {
    const [, number = 0, turn = 0] = token.split(' ').map(Number);
    return { family: this.families[number] as Family, number, turn };
  }
}
