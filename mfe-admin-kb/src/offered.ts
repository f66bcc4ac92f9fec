import { ContextConsumer } from '@lit/context';
import { apiContext, type Api } from '@voiceassist/shared';
import type { Capabilities } from '@voiceassist/shared/schemas';
import type { LitElement } from 'lit';

type Lacking = NonNullable<Capabilities['lacks']>;

/** What each server lacks; asked once. */
const known = new WeakMap<Api, Promise<Lacking>>();

/** What of the guide a server lacks; nothing while it cannot be asked, which the views themselves say. */
export function lacking(api: Api): Promise<Lacking> {
  const asked = known.get(api) ?? ask(api);
  known.set(api, asked);
  return asked.catch(() => {
    known.delete(api);
    return [];
  });
}

const ask = async (api: Api): Promise<Lacking> => (await api.server.capabilities()).lacks ?? [];

/** What of a view the server can fill; until that is known, everything. */
export class Offered {
  #lacking: Lacking = [];

  constructor(host: LitElement) {
    const callback = async (api: Api) => {
      this.#lacking = await lacking(api);
      if (this.#lacking.length) host.requestUpdate();
    };
    new ContextConsumer(host, {
      ...{ context: apiContext, subscribe: true },
      callback: (api) => void callback(api),
    });
  }

  /** A part of the guide that not every dialect has. */
  has(part: Lacking[number]): boolean {
    return !this.#lacking.includes(part);
  }
}
