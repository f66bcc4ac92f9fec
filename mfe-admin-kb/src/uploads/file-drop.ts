import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { droppedFiles } from './dropped-files.js';

/**
 * Takes files and folders that are dropped anywhere on the page, so that a near miss does not make the browser leave it,
 * and files that are pasted.
 */
export class FileDrop implements ReactiveController {
  /** Files are held over the page. */
  dragging = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onFiles: (files: Iterable<File>) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('dragover', this.#onDragOver);
    addEventListener('dragleave', this.#onDragLeave);
    addEventListener('drop', this.#onDrop);
    addEventListener('paste', this.#onPaste);
  }

  hostDisconnected(): void {
    removeEventListener('dragover', this.#onDragOver);
    removeEventListener('dragleave', this.#onDragLeave);
    removeEventListener('drop', this.#onDrop);
    removeEventListener('paste', this.#onPaste);
  }

  #show(dragging: boolean): void {
    if (dragging === this.dragging) return;
    this.dragging = dragging;
    this.host.requestUpdate();
  }

  readonly #onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.#show(true);
  };

  readonly #onDragLeave = (event: DragEvent): void => {
    // Between two elements of the page there is a related one; outside of the window there is none.
    if (!event.relatedTarget) this.#show(false);
  };

  readonly #onDrop = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#show(false);
    void droppedFiles(event.dataTransfer).then((files) => this.onFiles(files));
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    // Text that is pasted into a field has no files with it.
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.onFiles(files);
  };
}
