import * as v from 'valibot';
import type { Camel } from './case.js';

const amount = v.pipe(v.number(), v.minValue(0));

/** GET /api/admin/panel/summary. */
export const panelSummarySchema = v.object({
  total_users: amount,
  active_users: amount,
  total_documents: amount,
  ready_documents: amount,
  total_conversations: amount,
  messages_today: amount,
  open_sockets: amount,
});
type WholeSummary = Camel<v.InferOutput<typeof panelSummarySchema>>;
/** A server of another dialect may not count everything. */
export type PanelSummary = Partial<WholeSummary> &
  Pick<WholeSummary, 'totalUsers' | 'activeUsers' | 'totalDocuments' | 'readyDocuments'>;

/** GET /api/admin/system/resources; shares in 0–1, sizes in bytes, times in milliseconds. */
export const systemResourcesSchema = v.object({
  cpu_count: amount,
  cpu_usage: amount,
  load_average: v.array(amount),
  memory_total_bytes: amount,
  memory_used_bytes: amount,
  process_memory_bytes: amount,
  disk_total_bytes: amount,
  disk_used_bytes: amount,
  event_loop_delay_ms: amount,
  uptime_seconds: amount,
  timestamp: v.string(),
});
export type SystemResources = Camel<v.InferOutput<typeof systemResourcesSchema>>;

/** How a server does now; one of another dialect may not measure everything. */
export type ResourceFigures = Omit<SystemResources, UnmeasuredFigures> & Partial<SystemResources>;
type UnmeasuredFigures = 'processMemoryBytes' | 'eventLoopDelayMs' | 'uptimeSeconds';

/**
 * GET /api/admin/system/history?hours=, an addition to the guide: a server without it answers 404.
 * Steps of equal length, oldest first; a step in which nothing was measured is missing.
 */
export const systemHistorySchema = v.object({
  /** The beginning of the range. */
  from: v.string(),
  step_seconds: amount,
  memory_total_bytes: amount,
  disk_total_bytes: amount,
  /** Over the whole range. */
  total: v.object({
    answers: amount,
    not_found: amount,
    first_sentence_ms: v.nullish(amount),
    first_sentence_p95_ms: v.nullish(amount),
  }),
  samples: v.array(
    v.object({
      /** The beginning of the step. */
      at: v.string(),
      cpu_usage: amount,
      memory_used_bytes: amount,
      process_memory_bytes: amount,
      disk_used_bytes: amount,
      event_loop_delay_ms: amount,
      open_sockets: amount,
      /** Questions answered in this step, and those of them for which nothing was found. */
      answers: amount,
      not_found: amount,
      /** From a question to the first words of its answer: the median, and what 95 % stay below. */
      first_sentence_ms: v.nullish(amount),
      first_sentence_p95_ms: v.nullish(amount),
      processes: amount,
    }),
  ),
});
export type SystemHistory = Camel<v.InferOutput<typeof systemHistorySchema>>;

/** GET /api/admin/services/status. */
export const serviceStatusSchema = v.object({
  name: v.string(),
  status: v.picklist(['up', 'degraded', 'down', 'off']),
  detail: v.nullish(v.string()),
  latency_ms: v.nullish(amount),
  checked_at: v.string(),
  /** When it failed last, and how; an addition to the guide. */
  last_failure_at: v.nullish(v.string()),
  last_failure: v.nullish(v.string()),
});
export type ServiceStatus = Camel<v.InferOutput<typeof serviceStatusSchema>>;
