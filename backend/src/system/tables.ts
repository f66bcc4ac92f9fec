import type { Generated } from 'kysely';

/** What one process measured in ten seconds. */
interface SystemSamplesTable {
  at: Generated<Date>;
  process: number;
  cpu_usage: number;
  memory_used_bytes: number;
  process_memory_bytes: number;
  disk_used_bytes: number;
  event_loop_delay_ms: number;
  open_sockets: number;
  answers: number;
  not_found: number;
  /** Of each answer, how long it took to its first words. */
  first_sentence_ms: number[];
}

interface ServiceFailuresTable {
  name: string;
  at: Generated<Date>;
  detail: string;
}

/** How the system did. */
export interface SystemTables {
  system_samples: SystemSamplesTable;
  service_failures: ServiceFailuresTable;
}
