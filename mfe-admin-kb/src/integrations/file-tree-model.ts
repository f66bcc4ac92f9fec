import type { RemoteFile } from '@voiceassist/shared/schemas';

/** What is known of a folder: nothing yet, what it holds, or why that could not be had. */
interface Folder {
  entries?: readonly RemoteFile[];
  error?: unknown;
  /** How many of its entries are shown. */
  shown: number;
}

/** Rows that are made at once; a folder can hold thousands. */
const STEP = 100;

/** The tree of files as far as it was opened, and what is chosen in it; a new object with each change. */
export class FileTreeModel {
  private constructor(
    private readonly folders: ReadonlyMap<string, Folder>,
    private readonly open: ReadonlySet<string>,
    /** Files, and folders with everything in them. */
    readonly chosen: ReadonlySet<string>,
  ) {}

  static empty(): FileTreeModel {
    return new FileTreeModel(new Map(), new Set(['/']), new Set());
  }

  folder(path: string): Folder | undefined {
    return this.folders.get(path);
  }

  isOpen(path: string): boolean {
    return this.open.has(path);
  }

  /** The folders that are open, from the root down. */
  get openFolders(): string[] {
    return [...this.open].sort();
  }

  /** Chosen itself, or because a folder above it is. */
  isChosen(path: string): boolean {
    return this.chosen.has(path) || this.isInChosen(path);
  }

  /** A folder above it is chosen. */
  isInChosen(path: string): boolean {
    return [...this.chosen].some((each) => path.startsWith(`${each}/`));
  }

  /** What a folder holds came, or could not be had. */
  withFolder(path: string, found: { entries: readonly RemoteFile[] } | { error: unknown }): FileTreeModel {
    const known = this.folders.get(path) ?? { shown: STEP };
    const folder = 'entries' in found ? { ...found, shown: known.shown } : { ...known, ...found };
    return new FileTreeModel(new Map(this.folders).set(path, folder), this.open, this.chosen);
  }

  /** Opens a folder, or closes it. */
  toggled(path: string): FileTreeModel {
    const open = new Set(this.open);
    if (!open.delete(path)) open.add(path);
    return new FileTreeModel(this.folders, open, this.chosen);
  }

  /** Chooses, or no longer; a folder takes the place of what is chosen in it. */
  choosing(path: string): FileTreeModel {
    const chosen = new Set([...this.chosen].filter((each) => !each.startsWith(`${path}/`)));
    if (!chosen.delete(path)) chosen.add(path);
    return new FileTreeModel(this.folders, this.open, chosen);
  }

  /** Shows more of a long folder. */
  withMore(path: string): FileTreeModel {
    const folder = this.folders.get(path);
    if (!folder) return this;
    const folders = new Map(this.folders).set(path, { ...folder, shown: folder.shown + STEP });
    return new FileTreeModel(folders, this.open, this.chosen);
  }

  /** Nothing is chosen any more. */
  cleared(): FileTreeModel {
    return new FileTreeModel(this.folders, this.open, new Set());
  }
}
