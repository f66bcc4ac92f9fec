import type { Analytics, AnalyticsEvent } from '@voiceassist/shared';
import { ANALYTICS_PART } from '../../release/observability.js';

/**
 * What a team's own analytics are told, if the release holds them: the page's import map knows the part by its name and
 * by the hash of each of its files. Whatever they do, the portal goes on.
 */
export async function startAnalytics(id: string): Promise<(event: AnalyticsEvent) => void> {
  try {
    const { analytics } = (await import(/* @vite-ignore */ ANALYTICS_PART)) as { analytics: Analytics };
    const take = analytics(id);
    return (event) => {
      try {
        take(Object.freeze(event));
      } catch {
        // Said by nobody: analytics are not what a person is here for.
      }
    };
  } catch {
    return () => undefined;
  }
}
