import type { Kysely } from 'kysely';
import type { Config } from '../config.js';
import type { Database } from '../db.js';
import { CalDavCalendar } from './caldav-calendar.js';
import type { Calendar } from './calendar.js';
import type { FileSource } from './file-source.js';
import { LocalCalendar } from './local-calendar.js';
import { LocalFolder } from './local-folder.js';
import type { Sealing } from '../sealing.js';
import { SourceError } from './source-error.js';
import { WebDavFolder } from './webdav-folder.js';

/** Where Nextcloud is, and as whom it is asked. */
export interface Connection {
  url: string;
  /** Where the calendars are, when not at `url`. */
  calendarUrl: string | undefined;
  username: string;
  password: string;
}

/** The address that says a user's files at Nextcloud, or already some folder's. */
const NEXTCLOUD = '/remote.php/';

/** What the first address of several answers when another one may be the right one. */
const MAY_BE_ELSEWHERE = new Set(['not_found', 'not_dav', 'redirect', 'unreadable']);

/** Which sources there are: Nextcloud's, by the environment or as an administrator set it, and else this server's own. */
export class Connections {
  readonly #db: Kysely<Database>;
  readonly #sealing: Sealing;
  readonly #config: Config;
  /** The address of the files, by that of the server: looked for once. */
  readonly #found = new Map<string, string>();

  constructor(parts: { db: Kysely<Database>; sealing: Sealing; config: Config }) {
    this.#db = parts.db;
    this.#sealing = parts.sealing;
    this.#config = parts.config;
  }

  /** Set by the environment, so that nobody can change it here. */
  get isFixed(): boolean {
    return this.#config.nextcloud !== undefined;
  }

  /** What is kept, but for the password. */
  async described(): Promise<Omit<Connection, 'password'> | undefined> {
    const fixed = this.#config.nextcloud;
    if (fixed) return fixed;
    const row = await this.#row();
    return row && { url: row.url, calendarUrl: row.calendar_url ?? undefined, username: row.username };
  }

  /** Keeps a connection in place of the one before. */
  async save(connection: Connection): Promise<void> {
    const { url, calendarUrl, username, password } = connection;
    const row = {
      url,
      calendar_url: calendarUrl ?? null,
      username,
      sealed_password: this.#sealing.seal(password, placeOf(connection)).toString('base64url'),
      updated_at: new Date(),
    };
    await this.#db
      .insertInto('source_connection')
      .values(row)
      .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
      .execute();
  }

  async remove(): Promise<void> {
    await this.#db.deleteFrom('source_connection').execute();
  }

  /** The connection in use; rejects when its password cannot be opened. */
  async current(): Promise<Connection | undefined> {
    if (this.#config.nextcloud) return this.#config.nextcloud;
    const row = await this.#row();
    if (!row) return undefined;
    const named = { url: row.url, calendarUrl: row.calendar_url ?? undefined, username: row.username };
    const password = this.#sealing.open(Buffer.from(row.sealed_password, 'base64url'), placeOf(named));
    if (password === undefined) throw new SourceError('sealed');
    return { ...named, password };
  }

  /** Where files come from now. */
  async files(): Promise<FileSource> {
    const connection = await this.current();
    return connection ? this.#remoteFiles(connection) : new LocalFolder(this.#config.localFilesDir);
  }

  /** Where appointments are now. */
  async calendar(): Promise<Calendar> {
    const connection = await this.current();
    return connection ? this.#remoteCalendar(connection) : new LocalCalendar(this.#db);
  }

  /** How both answer; an error of the one that does not. */
  async check(connection: Connection): Promise<{ files: unknown; calendar: unknown }> {
    const [files, calendar] = await Promise.allSettled([
      this.#remoteFiles(connection).then((source) => source.check()),
      this.#remoteCalendar(connection),
    ]);
    return { files: reason(files), calendar: reason(calendar) };
  }

  async #remoteFiles(connection: Connection): Promise<WebDavFolder> {
    const { url, username, password } = connection;
    const key = `${url} ${username}`;
    const user = encodeURIComponent(username);
    const candidates = url.includes(NEXTCLOUD) ? [url] : [`${url}${NEXTCLOUD}dav/files/${user}`, url];
    const known = this.#found.get(key);
    if (known !== undefined) return new WebDavFolder({ url: known, username, password });
    const source = await firstThatAnswers(
      candidates.map((address) => new WebDavFolder({ url: address, username, password })),
    );
    this.#found.set(key, source.address);
    return source;
  }

  async #remoteCalendar({ url, calendarUrl, username, password }: Connection): Promise<CalDavCalendar> {
    const root = url.includes(NEXTCLOUD) ? url.slice(0, url.indexOf(NEXTCLOUD)) : url;
    const candidates = calendarUrl ? [calendarUrl] : [`${root}${NEXTCLOUD}dav`, url];
    return firstThatAnswers(
      candidates.map((address) => new CalDavCalendar({ url: address, username, password })),
    );
  }

  #row() {
    return this.#db.selectFrom('source_connection').selectAll().executeTakeFirst();
  }
}

/** A password opens for these addresses and this user alone. */
const placeOf = ({ url, calendarUrl, username }: Omit<Connection, 'password'>): string =>
  JSON.stringify([url, calendarUrl ?? null, username]);

const reason = (result: PromiseSettledResult<unknown>): unknown =>
  result.status === 'rejected' ? result.reason : undefined;

async function firstThatAnswers<T extends { check(): Promise<void> }>(candidates: T[]): Promise<T> {
  let failure: unknown;
  for (const candidate of candidates) {
    try {
      await candidate.check();
      return candidate;
    } catch (error) {
      failure = error;
      if (!(error instanceof SourceError && MAY_BE_ELSEWHERE.has(error.code))) break;
    }
  }
  throw failure;
}
