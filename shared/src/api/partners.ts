import * as v from 'valibot';
import { toSnake } from '../schemas/case.js';
import {
  newSecretSchema,
  partnerSchema,
  partnerUsageSchema,
  type NewPartner,
  type Partner,
  type PartnerChanges,
  type PartnerUsage,
  type PartnerWithSecret,
} from '../schemas/partners.js';
import type { Client } from './client.js';

/** What administrators do with partners (capability `partners`). */
export function partnersApi(admin: Client) {
  const at = (id: string) => `admin/partners/${encodeURIComponent(id)}`;
  return {
    list: (): Promise<Partner[]> => admin.json(v.array(partnerSchema), 'admin/partners'),
    /** The answer alone holds the secret. */
    add: (partner: NewPartner): Promise<PartnerWithSecret> =>
      admin.json(newSecretSchema, 'admin/partners', { method: 'post', json: toSnake(partner) }),
    change: (id: string, changes: PartnerChanges): Promise<Partner> =>
      admin.json(partnerSchema, at(id), { method: 'patch', json: toSnake(changes) }),
    /** The answer alone holds the secret; the one before is taken for so many hours more. */
    renewSecret: (id: string, overlapHours: number): Promise<PartnerWithSecret> =>
      admin.json(newSecretSchema, `${at(id)}/secret`, {
        method: 'post',
        json: { overlap_hours: overlapHours },
      }),
    remove: (id: string) => admin.nothing(at(id), { method: 'delete' }),
    usage: (id: string, days: number): Promise<PartnerUsage> =>
      admin.json(partnerUsageSchema, `${at(id)}/usage`, { searchParams: { days } }),
  };
}
