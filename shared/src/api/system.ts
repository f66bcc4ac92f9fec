import * as v from 'valibot';
import { auditEntrySchema, type AuditEntry } from '../schemas/audit.js';
import { clientErrorGroupSchema, type ClientErrorGroup } from '../schemas/client-errors.js';
import {
  panelSummarySchema,
  serviceStatusSchema,
  systemHistorySchema,
  systemResourcesSchema,
  type PanelSummary,
  type ServiceStatus,
  type SystemHistory,
  type ResourceFigures,
} from '../schemas/system.js';
import { isApiError } from './errors.js';
import type { Client, Page } from './client.js';

/** The guide's panel, system and services endpoints. */
export function systemApi(admin: Client) {
  return {
    summary: (): Promise<PanelSummary> => admin.json(panelSummarySchema, 'admin/panel/summary'),
    resources: (): Promise<ResourceFigures> => admin.json(systemResourcesSchema, 'admin/system/resources'),
    services: (): Promise<ServiceStatus[]> =>
      admin.json(v.array(serviceStatusSchema), 'admin/services/status'),
    /** How the system did; nothing from a server with the guide's part alone. */
    history: (hours: number): Promise<SystemHistory | undefined> =>
      admin
        .json(systemHistorySchema, 'admin/system/history', { searchParams: { hours } })
        .catch((error: unknown) => {
          if (isApiError(error) && error.status === 404) return undefined;
          throw error;
        }),
    /** The newest entries of the audit log (capability `audit`). Each look is an entry itself. */
    audit: (limit: number): Promise<Page<AuditEntry>> =>
      admin.page(auditEntrySchema, 'admin/audit', { searchParams: { limit } }),
    /** Failures of the portal in browsers, those alike together, newest first. */
    clientErrors: (): Promise<ClientErrorGroup[]> =>
      admin.json(v.array(clientErrorGroupSchema), 'admin/client-errors'),
  };
}
