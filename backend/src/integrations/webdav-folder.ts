import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { propfind, type DAVResponse } from 'tsdav';
import { ANSWER_MILLISECONDS, davFetch, type Access, type Fetch } from './dav-fetch.js';
import type { Entry, FileSource } from './file-source.js';
import { SourceError } from './source-error.js';
import { isSourcePath, lastName, pathIn } from './source-path.js';

const PROPS = {
  'd:resourcetype': {},
  'd:getetag': {},
  'd:getlastmodified': {},
  'd:getcontentlength': {},
  'd:getcontenttype': {},
};

/** How long a file may take; a large one comes slowly. */
const FILE_MILLISECONDS = 300_000;

/** A folder of a WebDAV server, such as somebody's files at Nextcloud. */
export class WebDavFolder implements FileSource {
  readonly key: string;
  readonly #root: URL;
  readonly #list: Fetch;
  readonly #file: Fetch;

  /** `access.url` is the address of the folder itself. */
  constructor(access: Access, milliseconds = ANSWER_MILLISECONDS) {
    this.#root = new URL(access.url.replace(/\/*$/, '/'));
    this.key = `${this.#root.href} ${access.username}`;
    this.#list = davFetch(access, milliseconds);
    this.#file = davFetch(access, FILE_MILLISECONDS);
  }

  get address(): string {
    return this.#root.href;
  }

  /** Rejects when this is no folder that can be read. */
  async check(): Promise<void> {
    await this.#propfind('/', '0');
  }

  async list(folder: string, signal?: AbortSignal): Promise<Entry[]> {
    const entries = (await this.#propfind(folder, '1', signal)).flatMap((response) => {
      const entry = this.#entryOf(response);
      // The folder itself comes too, and some servers say more than they were asked.
      return entry && entry.path === pathIn(folder, entry.name) ? [entry] : [];
    });
    return entries.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  async open(path: string, signal?: AbortSignal): Promise<Readable> {
    const response = await this.#file(this.#addressOf(path), signal ? { signal } : {});
    return response.body ? Readable.fromWeb(response.body as ReadableStream) : Readable.from([]);
  }

  async #propfind(folder: string, depth: '0' | '1', signal?: AbortSignal): Promise<DAVResponse[]> {
    const responses = await propfind({
      url: this.#addressOf(folder, true),
      props: PROPS,
      depth,
      fetch: this.#list,
      ...(signal && { fetchOptions: { signal } }),
    });
    // An answer without the expected contents comes back whole.
    if (responses.some(({ href, props }) => href === undefined || props === undefined)) {
      throw new SourceError('unreadable');
    }
    return responses;
  }

  #addressOf(path: string, isFolder = false): string {
    if (!isSourcePath(path)) throw new SourceError('not_found');
    const names = path.split('/').filter(Boolean).map(encodeURIComponent);
    return this.#root.href + names.join('/') + (isFolder && names.length > 0 ? '/' : '');
  }

  #entryOf({ href, props }: DAVResponse): Entry | undefined {
    const path = this.#pathOf(String(href));
    if (path === undefined || path === '/') return undefined;
    const isFolder = 'collection' in ((props?.['resourcetype'] as object | undefined) ?? {});
    const [etag, modified, length, type] = [
      'getetag',
      'getlastmodified',
      'getcontentlength',
      'getcontenttype',
    ].map((name) => textOf(props?.[name]));
    const modifiedAt = modified ? new Date(modified) : undefined;
    return {
      path,
      name: lastName(path),
      isFolder,
      sizeBytes: !isFolder && length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined,
      contentType: type,
      modifiedAt: modifiedAt && !Number.isNaN(modifiedAt.getTime()) ? modifiedAt : undefined,
      // Some servers have tags that are only as fine as a second.
      revision: [etag, modified, length].join(' '),
    };
  }

  /** The path that an address names; nothing when it is not below the root. */
  #pathOf(href: string): string | undefined {
    try {
      const address = new URL(href, this.#root);
      // Servers differ in what they encode.
      const [root, names] = [namesOf(this.#root), namesOf(address)];
      const isBelow = address.origin === this.#root.origin && root.every((name, at) => names[at] === name);
      // A slash in a name would name something else.
      if (!isBelow || names.some((name) => name.includes('/'))) return undefined;
      const path = `/${names.slice(root.length).join('/')}`;
      return isSourcePath(path) ? path : undefined;
    } catch {
      return undefined;
    }
  }
}

const namesOf = ({ pathname }: URL): string[] =>
  pathname
    .replace(/^\/|\/$/g, '')
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);

/** The library gives texts, numbers where they look like some, and empty objects for what is absent. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
