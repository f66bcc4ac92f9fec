import { msg, str } from '@lit/localize';
import { controls, icon, plural } from '@voiceassist/shared';
import type { RemoteFile } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount, formatSize, isolated } from '../format.js';
import { TreeRequestEvent } from './events.js';
import { FileTreeModel } from './file-tree-model.js';
import { fileTree } from './file-tree.css.js';
import { errorWords } from './problem-words.js';

/**
 * The files of the source as lists in lists, each with a box to choose it: what a folder holds is asked for when it is opened.
 *
 * @element va-file-tree
 * @fires va-tree-request
 */
export class FileTree extends LitElement {
  static override styles = [controls, fileTree];

  @property({ attribute: false }) tree = FileTreeModel.empty();
  /** Something is being read: no more can be started. */
  @property({ type: Boolean }) busy = false;

  protected override render(): TemplateResult {
    const count = this.tree.chosen.size;
    const figure = formatCount(count);
    return html`${this.#renderFolder('/')}
      <div class="bar">
        <button
          type="button"
          class="btn primary"
          aria-disabled=${this.busy || count === 0}
          @click=${this.#onIndex}
        >
          ${msg('Index selected')}
        </button>
        <p role="status">
          ${
            count === 0
              ? msg('Choose files, or folders with everything in them.')
              : plural(count, { one: msg('1 selected'), other: msg(str`${figure} selected`) })
          }
        </p>
      </div>`;
  }

  #renderFolder(path: string): TemplateResult {
    const folder = this.tree.folder(path);
    if (folder?.error)
      return html`<p class="word" role="status">
        ${errorWords(folder.error)}
        <button type="button" class="btn sm" data-path=${path} value="reload" @click=${this.#onPress}>
          ${msg('Retry')}
        </button>
      </p>`;
    if (!folder?.entries) return html`<p class="word" role="status">${msg('Loading…')}</p>`;
    if (folder.entries.length === 0) return html`<p class="word">${msg('This folder is empty.')}</p>`;
    const shown = folder.entries.slice(0, folder.shown);
    const rest = folder.entries.length - shown.length;
    return html`<ul aria-label=${path === '/' ? msg('Files of the source') : nothing}>
        ${repeat(
          shown,
          (entry) => entry.path,
          (entry) => this.#renderEntry(entry),
        )}
      </ul>
      ${rest > 0 ? this.#renderMore(path, rest) : nothing}`;
  }

  #renderEntry(entry: RemoteFile): TemplateResult {
    const { path, name, isFolder, isReadable } = entry;
    const isOpen = isFolder && this.tree.isOpen(path);
    return html`<li>
      <div class="entry ${isFolder ? 'folder' : ''} ${isReadable ? '' : 'unreadable'}">
        ${isFolder ? this.#renderToggle(entry, isOpen) : html`<span class="gap"></span>`}
        <label>
          <input
            type="checkbox"
            .checked=${this.tree.isChosen(path)}
            ?disabled=${!isReadable || this.tree.isInChosen(path)}
            data-path=${path}
            value="choose"
            @change=${this.#onPress}
          />
          <bdi>${name}</bdi>
        </label>
        <span class="facts">${isFolder ? nothing : this.#renderFacts(entry)}</span>
      </div>
      ${isOpen ? this.#renderFolder(path) : nothing}
    </li>`;
  }

  #renderToggle({ path, name }: RemoteFile, isOpen: boolean): TemplateResult {
    return html`<button
      type="button"
      class="btn quiet"
      aria-expanded=${isOpen}
      aria-label=${msg(str`Contents of ${isolated(name)}`)}
      data-path=${path}
      value="toggle"
      @click=${this.#onPress}
    >
      ${icon('down')}
    </button>`;
  }

  #renderFacts({ isReadable, documentId, sizeBytes }: RemoteFile): TemplateResult {
    return html`${
        documentId
          ? html`<a class="tag ok" href="/admin/kb/documents/${documentId}"
              >${icon('check', 's')}${msg('Indexed')}</a
            >`
          : isReadable
            ? nothing
            : html`<span>${msg('Cannot be indexed')}</span>`
      } <span class="size">${sizeBytes == null ? '' : formatSize(sizeBytes)}</span>`;
  }

  #renderMore(path: string, rest: number): TemplateResult {
    const figure = formatCount(rest);
    return html`<p class="word">
      <button type="button" class="btn sm" data-path=${path} value="more" @click=${this.#onPress}>
        ${msg('Show more')}
      </button>
      ${plural(rest, { one: msg('1 is not shown yet.'), other: msg(str`${figure} are not shown yet.`) })}
    </p>`;
  }

  #onPress({ currentTarget }: Event): void {
    const { value, dataset } = currentTarget as HTMLButtonElement | HTMLInputElement;
    this.dispatchEvent(new TreeRequestEvent(value as TreeRequestEvent['action'], dataset['path']));
  }

  #onIndex(): void {
    if (!this.busy && this.tree.chosen.size > 0) this.dispatchEvent(new TreeRequestEvent('index'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-file-tree': FileTree;
  }
}
