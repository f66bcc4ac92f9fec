import { msg } from '@lit/localize';
import { BehaviorSubject, type Observable } from '@voiceassist/shared/rxjs';
import type { KbDocument, UploadFields } from '@voiceassist/shared/schemas';
import { refusalOf } from './accepted-files.js';
import { isolated } from '../format.js';
import { twinSentence } from './twin-sentence.js';
import {
  isActive,
  isFinished,
  isOnServer,
  isRetryable,
  type DuplicateChoice,
  type Twin,
  type UploadItem,
  type UploadStage,
} from './upload-item.js';

/** Files on the wire at the same time. */
export const MAX_SENDING = 6;
/** Two large ones fill a line, more only make each one slower; with small ones it is the answers that take the time. */
export const MAX_LARGE = 2;
const LARGE_BYTES = 256 * 1024;

const STAGE_OF_STATUS: Record<KbDocument['status'], UploadStage> = {
  queued: 'queued',
  parsing: 'reading',
  indexing: 'indexing',
  ready: 'ready',
  failed: 'failed',
};

const unreadable = () => msg('The document could not be read. Nothing was indexed.');

/**
 * The chosen files and how far each has come. Knows no network and no view: whatever is told about a file in a stage
 * where it cannot be true any more (a late progress, an answer after a cancel) changes nothing.
 */
export class UploadQueue {
  readonly #items = new BehaviorSubject<readonly UploadItem[]>([]);
  #lastId = 0;
  #isPaused = false;

  constructor(private readonly largeBytes = LARGE_BYTES) {}

  /** Every change of the list, beginning with the list as it is. */
  readonly items$: Observable<readonly UploadItem[]> = this.#items.asObservable();

  get items(): readonly UploadItem[] {
    return this.#items.value;
  }

  /** No file is sent until `resume`; what the server has goes on. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Takes files in: `chosen`, or `refused` with the reason. */
  choose(files: Iterable<File>, maxBytes: number): void {
    const chosen = Array.from(files, (file): UploadItem => {
      const explanation = refusalOf(file, maxBytes);
      const stage = explanation ? 'refused' : 'chosen';
      return {
        id: String(++this.#lastId),
        file,
        stage,
        sentBytes: 0,
        passages: 0,
        ...(explanation && { explanation }),
      };
    });
    this.#items.next([...this.items, ...chosen]);
  }

  /** Takes in a file that replaces a document; it needs no further word and waits for its turn, unless it is refused. */
  replace(file: File, twin: Twin, fields: UploadFields, maxBytes: number): void {
    this.choose([file], maxBytes);
    const last = this.items.at(-1);
    if (last?.stage !== 'chosen') return;
    this.#change(last.id, (item) => ({ ...item, fields, twin, choice: 'replace', stage: 'waiting' }));
  }

  /** Lets all chosen files wait for their turn. */
  send(fields: UploadFields): void {
    this.#items.next(
      this.items.map((item) => (item.stage === 'chosen' ? { ...item, fields, stage: 'waiting' } : item)),
    );
  }

  /** The next file to send, now `sending`; nothing while enough are on the wire. */
  start(): UploadItem | undefined {
    if (this.#isPaused) return undefined;
    const sending = this.items.filter(({ stage }) => stage === 'sending');
    const isLarge = ({ file }: UploadItem) => file.size > this.largeBytes;
    const large = sending.filter(isLarge).length;
    if (sending.length >= MAX_SENDING || large >= MAX_LARGE) return undefined;
    const next = this.items.find(({ stage }) => stage === 'waiting');
    if (!next || (isLarge(next) && sending.length >= MAX_LARGE)) return undefined;
    const sentBytes = next.partsUrl ? next.sentBytes : 0;
    return this.#change(next.id, (item) => ({
      ...item,
      stage: 'sending',
      sentBytes,
      explanation: undefined,
    }));
  }

  /** Puts what is being sent back among what waits; whoever sends it breaks off. */
  pause(): void {
    this.#isPaused = true;
    this.#items.next(
      this.items.map((item) => (item.stage === 'sending' ? { ...item, stage: 'waiting' } : item)),
    );
  }

  /** Lets files be sent again. */
  resume(): void {
    this.#isPaused = false;
    this.#items.next(this.items);
  }

  /** Bytes of the request that have left; the form around the file counts as nothing. */
  progress(id: string, sent: number): void {
    this.#change(id, (item) => {
      const sentBytes = Math.min(Math.max(sent, item.sentBytes), item.file.size);
      return item.stage === 'sending' && sentBytes !== item.sentBytes ? { ...item, sentBytes } : item;
    });
  }

  /** The server keeps the parts of a large file here. */
  keepParts(id: string, partsUrl: string | undefined): void {
    this.#change(id, (item) => (isActive(item) ? { ...item, partsUrl } : item));
  }

  /** The file is there already: what is done about it is the person's to choose. */
  ask(id: string, twin: Twin): void {
    this.#change(id, (item) => (item.stage === 'sending' ? { ...item, twin, stage: 'duplicate' } : item));
  }

  /** Does as the person has chosen with a file that is there already. */
  decide(id: string, choice: DuplicateChoice): void {
    this.#change(id, (item) => {
      const { twin } = item;
      if (item.stage !== 'duplicate' || !twin) return item;
      if (choice !== 'skip') return { ...item, choice, stage: 'waiting' };
      return { ...item, stage: 'skipped', explanation: () => twinSentence(twin) };
    });
  }

  /** The server has taken the file. */
  accept(id: string, documentId: string): void {
    this.#change(id, (item) =>
      item.stage === 'sending'
        ? { ...item, documentId, partsUrl: undefined, stage: 'queued', sentBytes: item.file.size }
        : item,
    );
  }

  /** What the server says of a document that a file became. */
  follow({
    id,
    status,
    error,
    chunkCount,
  }: Pick<KbDocument, 'id' | 'status' | 'error' | 'chunkCount'>): void {
    for (const { id: itemId } of this.items.filter(({ documentId }) => documentId === id)) {
      this.#change(itemId, (item) => {
        const stage = STAGE_OF_STATUS[status];
        if (!isOnServer(item) || (stage === item.stage && chunkCount === item.passages)) return item;
        const explanation = error ? () => isolated(error) : unreadable;
        return {
          ...item,
          stage,
          passages: chunkCount,
          explanation: stage === 'failed' ? explanation : undefined,
        };
      });
    }
  }

  /** It could not be sent, read or cancelled, for the reason given in words. */
  fail(id: string, explanation: () => string, fieldsRejected = false): void {
    this.#change(id, (item) =>
      isActive(item) ? { ...item, stage: 'failed', explanation, fieldsRejected } : item,
    );
  }

  /** Says something about a file that goes on all the same. */
  explain(id: string, explanation: (() => string) | undefined): void {
    this.#change(id, (item) =>
      isActive(item) && item.explanation !== explanation ? { ...item, explanation } : item,
    );
  }

  /** The server no longer has the document of a file that it was working on. */
  lose(id: string, explanation: () => string): void {
    this.#change(id, (item) =>
      isOnServer(item) ? { ...item, stage: 'failed', documentId: undefined, explanation } : item,
    );
  }

  /** Ends a file that is still on its way. */
  cancel(id: string, explanation: () => string): void {
    this.#change(id, (item) =>
      isActive(item) ? { ...item, stage: 'cancelled', partsUrl: undefined, explanation } : item,
    );
  }

  /**
   * Another try: with the server when it has the file, else from this computer; as `chosen` when what was entered beside
   * it was not right.
   */
  retry(id: string): UploadItem | undefined {
    return this.#change(id, (item) => {
      if (!isRetryable(item)) return item;
      const again = {
        ...item,
        explanation: undefined,
        fieldsRejected: undefined,
        twin: undefined,
        choice: undefined,
        passages: 0,
      };
      if (item.documentId && item.stage === 'failed') return { ...again, stage: 'queued' };
      return {
        ...again,
        stage: item.fieldsRejected ? 'chosen' : 'waiting',
        documentId: undefined,
        sentBytes: item.partsUrl ? item.sentBytes : 0,
      };
    });
  }

  /** Takes files that do not go on by themselves out of the list. */
  remove(id: string): void {
    this.#items.next(this.items.filter((item) => item.id !== id || isActive(item)));
  }

  /** Takes every finished file out of the list. */
  clearFinished(): void {
    this.#items.next(this.items.filter((item) => !isFinished(item)));
  }

  /** Forgets everything, whatever its stage. */
  clear(): void {
    this.#items.next([]);
  }

  #change(id: string, next: (item: UploadItem) => UploadItem): UploadItem | undefined {
    const before = this.items.find((item) => item.id === id);
    if (!before) return undefined;
    const after = next(before);
    if (after !== before) this.#items.next(this.items.map((item) => (item === before ? after : item)));
    return after;
  }
}
