import type { Api } from '@voiceassist/shared';
import type {
  Connection,
  ConnectionCheck,
  Following,
  NewConnection,
  SourceRun,
} from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { lacking } from '../offered.js';
import type { Known } from '../system/system-controller.js';
import { visiblePause, type Pause } from '../visible-pause.js';
import { FileTreeModel } from './file-tree-model.js';

const RUNNING_MS = 1_000;
const REST_MS = 15_000;

/** What the page of integrations shows; what fails leaves the rest as it is. */
export class IntegrationsController implements ReactiveController {
  connection: Known<Connection> = {};
  check: Known<ConnectionCheck> = {};
  following: Known<Following> = {};
  runs: Known<SourceRun[]> = {};
  tree = FileTreeModel.empty();
  #connected = new AbortController();
  #wake = new AbortController();
  /** The latest ended run, whose files are shown as it left them. */
  #known: string | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly apiOf: () => Api | undefined,
    private readonly pause: Pause = visiblePause,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = new AbortController();
    void this.#follow(this.#connected.signal);
  }

  hostDisconnected(): void {
    this.#connected.abort();
    this.#wake.abort();
  }

  /** Connects; rejects with what the API throws. */
  async connect(connection: NewConnection): Promise<void> {
    this.connection = { value: await this.#api.connect(connection) };
    await this.#begin();
  }

  /** Ends the connection; rejects with what the API throws. */
  async disconnect(): Promise<void> {
    await this.#api.disconnect();
    await this.#begin();
  }

  /** Looks whether files and calendar answer. */
  async look(): Promise<void> {
    this.check = {};
    this.host.requestUpdate();
    await this.#ask('check', () => this.#api.checkConnection());
  }

  /** Opens a folder, or closes it. */
  async toggle(path: string): Promise<void> {
    this.#grow(this.tree.toggled(path));
    if (this.tree.isOpen(path)) await this.reload(path);
  }

  choose(path: string): void {
    this.#grow(this.tree.choosing(path));
  }

  showMore(path: string): void {
    this.#grow(this.tree.withMore(path));
  }

  /** Asks for what a folder holds. */
  async reload(path: string): Promise<void> {
    const found = await this.#api.discoverFiles(path).then(
      (entries) => ({ entries }),
      (error: unknown) => ({ error }),
    );
    this.#grow(this.tree.withFolder(path, found));
  }

  /** Has indexed what is chosen; rejects with what the API throws. */
  async index(): Promise<void> {
    await this.#api.indexFiles([...this.tree.chosen]);
    this.#grow(this.tree.cleared());
    await this.#ask('following', () => this.#api.following());
    await this.#watch();
  }

  /** Has everything read that is followed; rejects with what the API throws. */
  async run(confirmGone: boolean): Promise<void> {
    await this.#api.startRun(confirmGone);
    await this.#watch();
  }

  /** Changes what is followed, or how; rejects with what the API throws. */
  async change(change: Partial<Following>): Promise<void> {
    const { value } = this.following;
    if (!value) return;
    this.following = { value: await this.#api.follow({ ...value, ...change }) };
    this.host.requestUpdate();
  }

  /** Everything from the beginning: the source may be another one. */
  async #begin(): Promise<void> {
    this.tree = FileTreeModel.empty();
    this.following = {};
    await Promise.all([
      this.#ask('connection', () => this.#api.connection()),
      this.look(),
      this.reload('/'),
      this.#ask('following', () => this.#api.following()),
      this.#ask('runs', () => this.#api.runs()),
    ]);
    this.#known = this.#latestEnded;
  }

  async #follow(signal: AbortSignal): Promise<void> {
    // The API comes by context, after this.
    await this.host.updateComplete;
    const api = this.apiOf();
    // A server that lists no files has nothing to follow.
    if (!api || (await lacking(api)).includes('files')) return;
    await this.#begin();
    while (!signal.aborted) {
      this.#wake = new AbortController();
      await this.pause(this.#isRunning ? RUNNING_MS : REST_MS, this.#wake.signal).catch(() => undefined);
      if (!signal.aborted) await this.#lookAtRuns();
    }
  }

  /** A run began: it is looked at from now on. */
  async #watch(): Promise<void> {
    await this.#lookAtRuns();
    this.#wake.abort();
  }

  async #lookAtRuns(): Promise<void> {
    await this.#ask('runs', () => this.#api.runs());
    const ended = this.#latestEnded;
    if (ended === this.#known) return;
    this.#known = ended;
    await this.#settle();
  }

  /** The latest run, unless it goes on. */
  get #latestEnded(): string | undefined {
    return this.runs.value?.find(({ status }) => status !== 'running')?.id;
  }

  /** A run ended: files became documents, or are none any more. */
  async #settle(): Promise<void> {
    await Promise.all([
      ...this.tree.openFolders.map((path) => this.reload(path)),
      this.#ask('following', () => this.#api.following()),
    ]);
  }

  get #isRunning(): boolean {
    return this.runs.value?.[0]?.status === 'running';
  }

  get #api(): Api['integrations'] {
    const api = this.apiOf();
    if (!api) throw new Error('There is no API yet');
    return api.integrations;
  }

  #grow(tree: FileTreeModel): void {
    this.tree = tree;
    this.host.requestUpdate();
  }

  async #ask<Name extends 'connection' | 'check' | 'following' | 'runs'>(
    name: Name,
    call: () => Promise<NonNullable<this[Name]['value']>>,
  ): Promise<void> {
    const known = await call().then(
      (value) => ({ value }),
      (error: unknown) => ({ ...this[name], error }),
    );
    this[name] = known as this[Name];
    this.host.requestUpdate();
  }
}
