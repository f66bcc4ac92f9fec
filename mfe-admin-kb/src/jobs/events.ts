import type { IndexingJob } from '@voiceassist/shared/schemas';

/** The person wants something done with a job. */
export class JobRequestEvent extends Event {
  static readonly type = 'va-job-request';

  constructor(
    readonly action: 'cancel' | 'retry',
    readonly job: IndexingJob,
  ) {
    super(JobRequestEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-job-request': JobRequestEvent;
  }
}
