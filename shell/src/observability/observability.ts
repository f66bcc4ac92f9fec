// Loaded behind the first page, and only by a portal that is to be observed; in others there is no way to it.
import type { AnalyticsEvent } from '@voiceassist/shared';
import type { ReleaseInformation } from '../../release/manifest.js';
import { ANALYTICS_PART, observabilityFrom } from '../../release/observability.js';
import type { FailureReport } from '../failure.js';
import { startAnalytics } from './analytics.js';
import { traceAnswers } from './answers.js';
import { traceCalls, traceTimings } from './calls.js';
import { traceError } from './errors.js';
import { Exporter } from './exporter.js';
import { tracePages } from './pages.js';
import { Tracer } from './tracer.js';
import { traceVitals } from './vitals.js';
import { Vocabulary } from './vocabulary.js';

/** What is observed. */
export interface Observed {
  release: ReleaseInformation;
  config: { apiUrl: string; adminApiUrl: string; environment: string };
  /** What the server adds to the guide. */
  capabilities(): Promise<readonly string[]>;
  /** Calls back with each failure of the page, those that were before included. */
  onFailure(listener: (report: FailureReport) => void): void;
}

/** Tells those who run the portal how it does, and a team's analytics what is used; neither of them what was typed or read. */
export async function startObservability(
  values: Record<string, string>,
  { release, config, capabilities, onFailure }: Observed,
): Promise<void> {
  const { traces, share, analyticsId } = observabilityFrom(values);
  const words = new Vocabulary(release);
  const exporter =
    traces &&
    new Exporter(traces, {
      'service.version': release.id,
      'deployment.environment.name': config.environment,
    });
  const tracer = new Tracer(exporter || undefined, Math.random() < share);
  const told: AnalyticsEvent[] = [];
  let tellAnalytics = (event: AnalyticsEvent): unknown => analyticsId && told.push(event);

  if (exporter && tracer.isSampled) {
    const origins = new Set([config.apiUrl, config.adminApiUrl].map((url) => new URL(url).origin));
    const traced = { origins, takesHeader: false };
    traceTimings(tracer, traced);
    traceCalls(tracer, traced);
    traceVitals(tracer, words);
    // A server that does not know the header may refuse every call with it.
    void capabilities().then(
      (all) => (traced.takesHeader = all.includes('trace')),
      () => undefined,
    );
  }
  tracePages(tracer, release, words, (route) => tellAnalytics({ event: 'page', route }));
  traceAnswers(tracer, (end) => tellAnalytics({ event: 'answer', end }));
  onFailure((report) => {
    traceError(tracer, words, report);
    tellAnalytics({ event: 'failure', part: words.part(report.micro_frontend), kind: report.kind });
  });
  if (analyticsId && words.part(ANALYTICS_PART)) {
    tellAnalytics = await startAnalytics(analyticsId);
    told.forEach(tellAnalytics);
  }
}
