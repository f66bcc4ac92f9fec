import { ApiError } from '@voiceassist/shared';
import type {
  CalendarEvent,
  Connection,
  ConnectionCheck,
  Following,
  NewCalendarEvent,
  NewConnection,
  NewFollowing,
  RemoteFile,
  SourceRun,
} from '@voiceassist/shared/schemas';

/** A file or folder of the fake source. */
export function remote(path: string, given: Partial<RemoteFile> = {}): RemoteFile {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { path, name, indexed: false, isFolder: false, isReadable: true, sizeBytes: 2048, ...given };
}

/** A run that is over and did nothing, unless told otherwise. */
export const sourceRun = (given: Partial<SourceRun> = {}): SourceRun => ({
  ...{ id: 'run', status: 'done', startedAt: '2026-09-02T10:00:00Z', finishedAt: '2026-09-02T10:00:09Z' },
  ...{ found: 0, added: 0, changed: 0, unchanged: 0, gone: 0, failed: 0, heldBack: 0, failures: [] },
  ...{ requestedByName: 'Ωμέγα', problem: null },
  ...given,
});

/** A refusal of the server because of the source. */
export const refusal = (status: number, code: string): ApiError =>
  new ApiError(status, { type: 'about:blank', title: 'Όχι.', status, detail: 'Λάθος.', code });

/** A server with files and appointments, in memory, with what it was asked. */
export class FakeIntegrations {
  connection: Connection = { kind: 'local', isFixed: false, localFolder: '/δεδομένα' };
  check: ConnectionCheck = { files: null, calendar: null };
  following: Following = {
    ...{ paths: [], schedule: null, whenGone: 'delete', sourceType: 'guideline' },
    ...{ specialty: 'pharmacy', nextRunAt: null },
  };
  runs: SourceRun[] = [];
  events: CalendarEvent[] = [];
  capabilities: string[] = [];
  readonly folders: Record<string, RemoteFile[]> = { '/': [] };
  /** Thrown by the next call that changes something, or by a list. */
  error: unknown;
  readonly connected: NewConnection[] = [];
  readonly indexed: string[][] = [];
  readonly started: boolean[] = [];
  readonly ranges: { from: string; to: string }[] = [];
  readonly created: NewCalendarEvent[] = [];

  readonly api = {
    server: { capabilities: () => Promise.resolve({ capabilities: this.capabilities }) },
    integrations: {
      connection: () => Promise.resolve(this.connection),
      checkConnection: () => Promise.resolve(this.check),
      connect: (given: NewConnection) => {
        this.connected.push(given);
        const { url, username } = given;
        return this.#unless(
          () => (this.connection = { ...this.connection, kind: 'nextcloud', url, username }),
        );
      },
      disconnect: () =>
        this.#unless(() => void (this.connection = { ...this.connection, kind: 'local', url: null })),
      discoverFiles: (folder = '/') => this.#unless(() => this.folders[folder] ?? []),
      indexFiles: (paths: string[]) => this.#unless(() => (this.indexed.push(paths), { jobId: 'job' })),
      following: () => Promise.resolve(this.following),
      follow: (given: NewFollowing) =>
        this.#unless(() => (this.following = { ...this.following, ...given } as Following)),
      runs: () => Promise.resolve(this.runs),
      startRun: (confirmGone = false) =>
        this.#unless(() => (this.started.push(confirmGone), { jobId: 'job' })),
      listEvents: (range: { from: string; to: string }) => {
        this.ranges.push(range);
        return this.#unless(() => this.events);
      },
      createEvent: (event: NewCalendarEvent) => {
        this.created.push(event);
        return this.#unless(() => event);
      },
    },
  };

  #unless<T>(act: () => T): Promise<T> {
    return this.error ? Promise.reject(this.error as Error) : Promise.resolve(act());
  }
}
