import * as v from 'valibot';
import type { Page } from '../../api/client.js';
import type { AuditEntry } from '../../schemas/audit.js';
import type { ClientErrorGroup } from '../../schemas/client-errors.js';
import type { PanelSummary, ServiceStatus, ResourceFigures } from '../../schemas/system.js';
import type { Caller } from './caller.js';
import { momentOf } from './dates.js';
import { lacking } from './lacking.js';

const summarySchema = v.object({ totalUsers: v.number(), activeUsers: v.number() });
const documentsSchema = v.object({ total: v.number() });
const resourcesSchema = v.object({
  ...{ diskTotalGb: v.number(), diskUsedGb: v.number(), memoryTotalGb: v.number(), memoryUsedGb: v.number() },
  ...{ cpuCount: v.number(), cpuUsagePercent: v.number() },
  loadAverage1m: v.optional(v.number(), 0),
  loadAverage5m: v.optional(v.number(), 0),
  loadAverage15m: v.optional(v.number(), 0),
  timestamp: v.nullish(v.string()),
});
const healthSchema = v.object({
  status: v.string(),
  services: v.optional(v.unknown()),
  lastCheckedAt: v.nullish(v.string()),
});

const GIGABYTE = 1024 ** 3;

function stateOf(word: unknown): ServiceStatus['status'] {
  const said = typeof word === 'object' && word ? (word as { status?: unknown }).status : word;
  if (said === true || /^(healthy|ok|up|operational|connected)$/i.test(String(said))) return 'up';
  return /^(degraded|warning|unknown)$/i.test(String(said)) ? 'degraded' : 'down';
}

/** How the gateway does. */
export function systemApi(admin: Caller) {
  return {
    async summary(): Promise<PanelSummary> {
      const [people, { total }] = await Promise.all([
        admin.get(summarySchema, 'admin/panel/summary'),
        admin.get(documentsSchema, 'admin/kb/documents', { searchParams: { skip: 0, limit: 1 } }),
      ]);
      return { ...people, totalDocuments: total, readyDocuments: total };
    },
    async resources(): Promise<ResourceFigures> {
      const found = await admin.get(resourcesSchema, 'admin/system/resources');
      return {
        ...{ cpuCount: found.cpuCount, cpuUsage: found.cpuUsagePercent / 100 },
        loadAverage: [found.loadAverage1m, found.loadAverage5m, found.loadAverage15m],
        memoryTotalBytes: found.memoryTotalGb * GIGABYTE,
        memoryUsedBytes: found.memoryUsedGb * GIGABYTE,
        diskTotalBytes: found.diskTotalGb * GIGABYTE,
        diskUsedBytes: found.diskUsedGb * GIGABYTE,
        timestamp: momentOf(found.timestamp) ?? new Date().toISOString(),
      };
    },
    async services(): Promise<ServiceStatus[]> {
      const { services, lastCheckedAt } = await admin.get(healthSchema, 'admin/system/health');
      const checkedAt = momentOf(lastCheckedAt) ?? new Date().toISOString();
      return Object.entries((services ?? {}) as Record<string, unknown>).map(([name, word]) => ({
        name,
        status: stateOf(word),
        checkedAt,
      }));
    },
    history: () => Promise.resolve(undefined),
    audit: (): Promise<Page<AuditEntry>> => lacking(),
    clientErrors: (): Promise<ClientErrorGroup[]> => lacking(),
  };
}
