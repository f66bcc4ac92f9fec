import type { FastifyBaseLogger } from 'fastify';
import type { AuditLog } from '../audit/audit-log.js';
import type { Description, Intake } from '../knowledge/intake.js';
import { ProblemError } from '../problem.js';
import { walk, type Entry, type FileSource, type Root } from './file-source.js';
import { isFollowed, type FollowedPath, type Settings } from './following.js';
import type { Outcome } from './run-records.js';
import { problemOf, SourceError } from './source-error.js';
import type { SourceFiles } from './source-files.js';
import { folderOf, isIn } from './source-path.js';
import type { SourceFileRow } from './tables.js';

const MOST_FAILURES = 100;
/** So many gone at once, and more than half of all, look like a mistake at the source. */
const MANY_GONE = 10;

interface Parts {
  source: FileSource;
  intake: Intake;
  files: SourceFiles;
  audit: AuditLog;
  log: FastifyBaseLogger;
  settings: Settings;
  scope: FollowedPath[];
  jobId: string;
  requestedBy: string | null;
  /** Somebody chose these files: also what was deleted here is taken again. */
  isChosen: boolean;
  /** Also delete documents that are suspiciously many. */
  confirmGone: boolean;
  signal: AbortSignal;
  /** Told now and then how far it is. */
  tell: (outcome: Outcome) => Promise<void>;
}

/** One look at a source: takes what is new or changed, and removes what is gone. */
export class Run {
  readonly outcome: Outcome = {
    ...{ found: 0, added: 0, changed: 0, unchanged: 0, gone: 0, failed: 0, held_back: 0 },
    failures: [],
    problem: undefined,
  };

  constructor(private readonly parts: Parts) {}

  /** Resolves with how it ended; rejects when the server itself failed or the signal was aborted. */
  async go(): Promise<'done' | 'failed' | 'cancelled'> {
    const { source, scope, files, intake, jobId, signal } = this.parts;
    const walked = await walk(source, scope.map(rootOf), signal);
    const inScope = (path: string) => scope.some((followed) => isFollowed(path, followed));
    const found = walked.files.filter(({ path, name }) => inScope(path) && intake.isReadable(name));
    this.outcome.found = found.length;
    const unread = await this.#unread(walked.unread);
    if (unread.length > 0 && found.length === 0) {
      this.outcome.problem = problemOf(unread[0]?.error);
      if (this.outcome.problem) return 'failed';
    }
    for (const { path, error } of unread) this.#fail(path, error);
    if (walked.isCut) this.#fail('/', new ProblemError(413, { detail: TOO_MANY }));
    const known = await files.all(source.key);
    const wanted: Entry[] = [];
    for (const entry of found)
      if (!(await this.#isUnchanged(entry, known.get(entry.path)))) wanted.push(entry);
    await intake.expect(jobId, wanted.length);
    for (const entry of wanted) {
      signal.throwIfAborted();
      if (await intake.isCancelled(jobId)) return 'cancelled';
      await this.#take(entry, known.get(entry.path));
      await this.parts.tell(this.outcome);
    }
    const there = new Set(walked.files.map(({ path }) => path));
    const isUnknown = (path: string) => walked.isCut || unread.some((folder) => isIn(path, folder.path));
    const gone = [...known.values()].filter(
      ({ path, is_gone: isGone }) => inScope(path) && !isGone && !there.has(path) && !isUnknown(path),
    );
    await this.#remove(gone, known.size);
    return 'done';
  }

  /** Folders of which nothing is known. One that is not there any more is none, as long as the source itself is. */
  async #unread(unread: { path: string; error: unknown }[]): Promise<typeof unread> {
    const isMissing = ({ error }: { error: unknown }) =>
      error instanceof SourceError && error.code === 'not_found';
    if (!unread.some(isMissing)) return unread;
    const isThere = await this.parts.source.list('/', this.parts.signal).then(
      () => true,
      () => false,
    );
    return unread.filter((folder) => !isMissing(folder) || !isThere || folder.path === '/');
  }

  async #isUnchanged(entry: Entry, row: SourceFileRow | undefined): Promise<boolean> {
    if (row?.revision !== entry.revision) return false;
    if (row.document_id === null && this.parts.isChosen) return false;
    if (row.is_gone) await this.parts.files.back(row);
    this.outcome.unchanged += 1;
    return true;
  }

  async #take({ path, name, revision }: Entry, row: SourceFileRow | undefined): Promise<void> {
    const { source, intake, jobId, files, signal, settings, requestedBy, audit } = this.parts;
    const description: Description = {
      sourceType: settings.source_type,
      specialty: settings.specialty,
      requestedBy,
    };
    const replaces = row?.is_owner ? (row.document_id ?? undefined) : undefined;
    try {
      const bytes = await source.open(path, signal);
      const taken = await intake.take(jobId, bytes, { filename: name, replaces }, description);
      const { documentId, outcome } = taken;
      const isOwner = outcome !== 'twin' || documentId === replaces;
      const kept = { source: source.key, path, revision, document_id: documentId, is_owner: isOwner };
      await files.keep(kept, outcome === 'replaced');
      if (outcome === 'twin') {
        this.outcome.unchanged += 1;
        return await intake.skip(jobId);
      }
      this.outcome[outcome === 'created' ? 'added' : 'changed'] += 1;
      const action = outcome === 'created' ? 'document.create' : 'document.change';
      await audit.record({
        action,
        outcome: 'done',
        actorId: requestedBy ?? undefined,
        targetId: documentId,
      });
    } catch (error) {
      signal.throwIfAborted();
      await intake.skip(jobId, this.#fail(path, error));
    }
  }

  async #remove(gone: SourceFileRow[], known: number): Promise<void> {
    const { files, intake, settings, audit, requestedBy, confirmGone } = this.parts;
    if (gone.length > MANY_GONE && gone.length * 2 > known && !confirmGone) {
      this.outcome.held_back = gone.length;
      return;
    }
    for (const row of gone) {
      this.outcome.gone += 1;
      if (settings.when_gone === 'keep') {
        await files.lose(row);
        continue;
      }
      const documentId = await files.forget(row);
      if (documentId === undefined || !(await intake.delete(documentId))) continue;
      const actorId = requestedBy ?? undefined;
      await audit.record({ action: 'document.delete', outcome: 'done', actorId, targetId: documentId });
    }
  }

  /** Counts a failure, and gives its words. */
  #fail(path: string, error: unknown): string {
    const isKnown = error instanceof SourceError || error instanceof ProblemError;
    if (!isKnown) this.parts.log.error({ err: error }, 'a file of a source could not be taken');
    const reason = isKnown
      ? error.message
      : 'The server met an error with this file. It is tried again next time.';
    this.outcome.failed += 1;
    if (this.outcome.failures.length < MOST_FAILURES) this.outcome.failures.push({ path, reason });
    return reason;
  }
}

const TOO_MANY =
  'There are more than 10,000 files, or folders in more than 20 levels; the rest was not looked at.';

/** The folder that has to be listed for what is followed. */
function rootOf({ path, is_folder: isDeep }: FollowedPath): Root {
  return { path: isDeep ? path : folderOf(path), isDeep };
}
