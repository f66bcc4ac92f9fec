import type { FinishReason } from './schemas/realtime.js';
import type { CLIENT_ERROR_KINDS } from './schemas/client-errors.js';

declare const checked: unique symbol;
/** A word that the shell has looked up in a closed list of the release: no text can take its place. */
export type Checked<What extends string> = string & { readonly [checked]: What };

/** The pattern of a page's address as a manifest declares it, e.g. `/chat/:sessionId`; never an address. */
export type RoutePattern = Checked<'route'>;
/** The name of a part of the release. */
export type PartName = Checked<'part'>;

/** All that analytics are told of the portal: nothing that anybody typed or read can be said with it. */
export type AnalyticsEvent =
  | { readonly event: 'page'; readonly route: RoutePattern }
  | { readonly event: 'answer'; readonly end: FinishReason }
  | {
      readonly event: 'failure';
      readonly part: PartName | undefined;
      readonly kind: (typeof CLIENT_ERROR_KINDS)[number];
    };

/** What the entry of a part named `@voiceassist/analytics` exports as `analytics`: from `VITE_ANALYTICS_ID`, what takes each event. */
export type Analytics = (id: string) => (event: AnalyticsEvent) => void;
