import { ReleaseError } from './errors.js';

/** The part that a team may publish to hear of pages and answers; see docs/teams.md. */
export const ANALYTICS_PART = '@voiceassist/analytics';

/** What a release is observed with; nothing at all unless it is asked for. */
export interface Observability {
  /** Where traces go, by OTLP over HTTP. */
  traces?: string;
  /** The share of page loads that are traced, 0 to 1. */
  share: number;
  /** What the team's analytics call this portal. */
  analyticsId?: string;
}

type Values = Record<string, string | undefined>;

/** Reads the `VITE_*` values that concern it; what is no address or no number counts as not set. */
export function observabilityFrom(values: Values): Observability {
  const { VITE_OTEL_ENDPOINT: endpoint, VITE_OTEL_SHARE: share, VITE_ANALYTICS_ID: analyticsId } = values;
  const traces = endpoint && isAddress(endpoint) ? `${endpoint.replace(/\/+$/, '')}/v1/traces` : '';
  return {
    ...(traces && { traces }),
    share: share && isShare(share) ? Number(share) : 1,
    ...(analyticsId && { analyticsId }),
  };
}

/** The addresses, beside the API, that a page of these values may speak to. */
export const observedBy = (values: Values): string[] => {
  const { traces, analyticsId } = observabilityFrom(values);
  const analytics = values.VITE_ANALYTICS_ENDPOINT;
  return [...(traces ? [traces] : []), ...(analyticsId && analytics ? [analytics] : [])];
};

/** Refuses values that would silently do nothing, or that would let a page speak to more than one address. */
export function assertObservable(values: Values): void {
  for (const name of ['VITE_OTEL_ENDPOINT', 'VITE_ANALYTICS_ENDPOINT']) {
    const value = values[name];
    if (value && !isAddress(value))
      throw new ReleaseError(
        'refused',
        `${name} must be an http(s) address without a query and without a password.`,
      );
  }
  const share = values.VITE_OTEL_SHARE;
  if (share && !isShare(share))
    throw new ReleaseError('refused', `VITE_OTEL_SHARE must be a number from 0 to 1, not ${share}.`);
}

// Written into a policy, so nothing that could be read as a second source.
const isAddress = (text: string) => {
  if (!URL.canParse(text) || !/^https?:\/\/[\w.:[\]-]+(\/[\w.~/-]*)?$/.test(text)) return false;
  const { username, password } = new URL(text);
  return !username && !password;
};

const isShare = (text: string) => Number(text) >= 0 && Number(text) <= 1;

/** Files of the shell, and of a team's part, that a portal which nobody observes may not load. */
export function isUnobserved(part: string, path: string, values: Values): boolean {
  const { traces, analyticsId } = observabilityFrom(values);
  if (part === ANALYTICS_PART) return !analyticsId;
  return part === '@voiceassist/shell' && /^observability\b/.test(path) && !traces && !analyticsId;
}
