import type { Failure } from './applications.js';
import { FailureReports } from './failure-reports.js';
import { watchFailures, type Watched } from './failure-watch.js';
import { newTraceId, sight } from './failure.js';
import { renewFiles } from './part-files.js';

export { renewFiles };

/** All that is wanted when something has failed; loaded behind the first page, since no page needs it. */
export class Failures {
  readonly #reports: FailureReports;

  constructor(apiUrl: string, release: string, portal: Omit<Watched, 'report'>) {
    this.#reports = new FailureReports(`${apiUrl}/api/client-errors`, release);
    watchFailures({ ...portal, report: (report) => this.#reports.add(report) });
  }

  /** Calls back with each failure that is reported, those that were before included. */
  listen(listener: Parameters<FailureReports['listen']>[0]): void {
    this.#reports.listen(listener);
  }

  /** Reports that a micro-frontend is not on the page, and gives what an administrator can do something with. */
  tell(micro_frontend: string, { kind, error }: Pick<Failure, 'kind' | 'error'>): string {
    const { name, at } = sight(error);
    const trace_id = newTraceId();
    const report = { kind, micro_frontend, name, ...(at && { at }), trace_id };
    if (kind === 'load') void this.#tellFile(report);
    else this.#reports.add(report);
    return [name, at, trace_id].filter(Boolean).join(' · ');
  }

  /** Browsers do not say why a file did not come; the file itself does. */
  async #tellFile(report: Parameters<FailureReports['add']>[0]): Promise<void> {
    this.#reports.add({ ...report, ...(await renewFiles(report.micro_frontend, 0)) });
  }
}
