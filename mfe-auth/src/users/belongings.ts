import { msg, str } from '@lit/localize';
import { plural, type Api } from '@voiceassist/shared';
import type { User, UserBelongings } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatCount } from '../format.js';

/** What goes with a person, looked up while the question stands. */
export class Belongings implements ReactiveController {
  /** Nothing while it is being looked up. */
  consequence = '';
  /** Why it could not be looked up. */
  error: unknown;
  #round = 0;
  #found: UserBelongings | 'unannounced' | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly apiOf: () => Pick<Api, 'server' | 'users'> | undefined,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.consequence = this.#found ? consequenceOf(this.#found) : '';
  }

  /** Looks up what goes with somebody; an earlier look-up is forgotten. */
  async lookUp({ id }: User): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    this.#set(undefined, undefined);
    try {
      const api = this.apiOf();
      const isAnnounced = (await api?.server.capabilities())?.capabilities.includes('accounts');
      const found = isAnnounced ? await api?.users.belongings(id) : 'unannounced';
      if (round === this.#round) this.#set(found, undefined);
    } catch (error) {
      if (round === this.#round) this.#set(undefined, error);
    }
  }

  #set(found: UserBelongings | 'unannounced' | undefined, error: unknown): void {
    this.#found = found;
    this.error = error;
    this.host.requestUpdate();
  }
}

function consequenceOf(found: UserBelongings | 'unannounced'): string {
  if (found === 'unannounced') {
    return msg(
      'Conversations, messages and files of this person may be deleted too: this server does not say how many. This cannot be undone.',
    );
  }
  return [lossOf(found), stayOf(found), msg('This cannot be undone.')].filter(Boolean).join(' ');
}

function lossOf(found: UserBelongings): string {
  if (!found.conversations && !found.messages && !found.files) {
    return msg('There are no conversations and no files to delete.');
  }
  const conversations = plural(found.conversations, {
    one: msg('1 conversation'),
    other: msg(str`${formatCount(found.conversations)} conversations`),
  });
  const messages = plural(found.messages, {
    one: msg('1 message'),
    other: msg(str`${formatCount(found.messages)} messages`),
  });
  const files = plural(found.files, {
    one: msg('1 file'),
    other: msg(str`${formatCount(found.files)} files`),
  });
  return msg(str`${conversations} with ${messages} and ${files} are deleted.`);
}

function stayOf({ documents }: UserBelongings): string {
  if (!documents) return '';
  return plural(documents, {
    one: msg('1 document stays in the knowledge base.'),
    other: msg(str`${formatCount(documents)} documents stay in the knowledge base.`),
  });
}
