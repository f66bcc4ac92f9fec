import type { ClientErrorGroup } from '@voiceassist/shared/schemas';
import type { Generated } from 'kysely';

/** Failures of the portal in browsers, one row for each report. */
export interface ClientErrorTables {
  client_errors: {
    /** Rises with each report. */
    id: Generated<number>;
    received_at: Generated<Date>;
    /** By the clock of the browser. */
    occurred_at: Date;
    release: string;
    micro_frontend: string;
    kind: ClientErrorGroup['kind'];
    name: string;
    at: string | null;
    trace_id: string;
  };
}
