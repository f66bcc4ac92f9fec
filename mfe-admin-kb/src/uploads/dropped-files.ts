/** Files that systems put into folders for themselves, and what programs keep beside an open document. */
const OF_THE_SYSTEM = /^(?:\.|~\$)|^(?:thumbs\.db|desktop\.ini)$/i;

/** Whether a file of a folder is one that somebody wrote. */
export function isWritten({ name }: Pick<File, 'name'>): boolean {
  return !OF_THE_SYSTEM.test(name);
}

/**
 * Everything that was dropped, with what is in folders, at any depth. Has to be called while the event is handled: the
 * browser empties the list afterwards.
 */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  // Read by entries: they tell folders in every browser, and handles of the file system only in some.
  const dropped = [...data.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    dropped.map(({ entry, file }) => (entry?.isDirectory ? filesBelow(entry) : (file ?? []))),
  );
  return found.flat();
}

async function filesBelow(entry: FileSystemEntry): Promise<File[]> {
  if (!isWritten(entry)) return [];
  if (isFile(entry)) {
    // A file that may not be read is left out, as one that is not there.
    return new Promise((resolve) =>
      entry.file(
        (file) => resolve([file]),
        () => resolve([]),
      ),
    );
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  for (;;) {
    // A hundred at a time, until none is left.
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (!some.length) return files;
    for (const inside of await Promise.all(some.map(filesBelow))) files.push(...inside);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
