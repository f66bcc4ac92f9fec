import { ApiError } from '@voiceassist/shared';
import type {
  NewPartner,
  Partner,
  PartnerChanges,
  PartnerUsage,
  PartnerWithSecret,
} from '@voiceassist/shared/schemas';

/** A partner that is on and was never used, unless told otherwise. */
export const partner = (given: Partial<Partner> = {}): Partner => ({
  ...{ id: 'ptn_α', name: 'Θάλαμος', allowedOrigins: ['https://ward.example.org'], isActive: true },
  ...{ signing: 'shared_secret', algorithm: 'HS256', keyChangedAt: '2026-09-02T10:00:00Z' },
  ...{ createdAt: '2026-09-02T10:00:00Z', users: 0, conversations: 0 },
  limits: {
    ...{ exchangesPerMinute: 120, exchangesPerDay: 20_000, questionsPerMinute: 60 },
    ...{ questionsPerDay: 5000, activeUsers: 500 },
  },
  today: { exchanges: 0, questions: 0, activeUsers: 0 },
  ...given,
});

/** What the server says of a field that is wrong. */
export const wrongField = (field: string, message: string): ApiError =>
  new ApiError(422, { type: 'about:blank', title: 'Όχι.', status: 422, errors: [{ field, message }] });

/** A server with partners, in memory, with what it was asked. */
export class FakePartners {
  partners: Partner[] = [];
  usage: PartnerUsage = { days: [], errors: [] };
  /** Thrown by the next call that changes something. */
  error: unknown;
  /** Thrown by lists. */
  listError: unknown;
  readonly added: NewPartner[] = [];
  readonly changed: [id: string, changes: PartnerChanges][] = [];
  readonly renewed: [id: string, overlapHours: number][] = [];
  readonly removed: string[] = [];

  readonly api = {
    partners: {
      list: () => (this.listError ? Promise.reject(this.listError as Error) : Promise.resolve(this.partners)),
      usage: () => Promise.resolve(this.usage),
      add: (given: NewPartner) =>
        this.#unless((): PartnerWithSecret => {
          this.added.push(given);
          const made = partner({ id: 'ptn_νέος', name: given.name, allowedOrigins: given.allowedOrigins });
          this.partners = [...this.partners, made];
          return { partner: made, secret: given.publicKey ? null : 'vaps_μυστικό' };
        }),
      change: (id: string, changes: PartnerChanges) =>
        this.#unless(() => {
          this.changed.push([id, changes]);
          const { isActive } = changes;
          this.partners = this.partners.map((each) =>
            each.id === id && isActive !== undefined ? { ...each, isActive } : each,
          );
          return this.partners[0];
        }),
      renewSecret: (id: string, overlapHours: number) =>
        this.#unless(() => {
          this.renewed.push([id, overlapHours]);
          return { partner: this.partners[0], secret: 'vaps_νέο' };
        }),
      remove: (id: string) =>
        this.#unless(() => {
          this.removed.push(id);
          this.partners = this.partners.filter((each) => each.id !== id);
        }),
    },
  };

  #unless<T>(act: () => T): Promise<T> {
    return this.error ? Promise.reject(this.error as Error) : Promise.resolve(act());
  }
}
