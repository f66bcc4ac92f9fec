import type { Capability } from '@voiceassist/shared/schemas';

/** What this server adds to the guide. */
export const CAPABILITIES: Capability[] = [
  'ack',
  'seq',
  'resume',
  'continue',
  'history',
  'stop',
  'ticket',
  'heartbeat',
  'renew',
  'passage',
  'kb',
  'resumable',
  'jobs',
  'gaps',
  'outline',
  'accounts',
  'preferences',
  'vault',
  'audit',
  'feedback',
  'trace',
  'integrations',
  'partners',
];
