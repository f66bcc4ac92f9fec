import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { droppedFiles } from './dropped-files.js';

const fileEntry = (name: string) => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (done: (file: File) => void) => done(new File(['words'], name)),
});

const lockedEntry = (name: string) => ({
  ...fileEntry(name),
  file: (_done: unknown, failed: (error: Error) => void) => failed(new Error('NotReadableError')),
});

/** A folder that tells its contents a hundred at a time, as browsers do. */
function folderEntry(name: string, contents: readonly object[]) {
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader() {
      let at = 0;
      return {
        readEntries(done: (entries: readonly object[]) => void) {
          done(contents.slice(at, (at += 100)));
        },
      };
    },
  };
}

/** What was dropped; the browser forgets it as soon as the event is over. */
function drop(...entries: { name: string }[]): DataTransfer {
  const items = entries.map((entry) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => new File(['words'], entry.name),
  }));
  return { items } as unknown as DataTransfer;
}

const names = async (data: DataTransfer) => (await droppedFiles(data)).map(({ name }) => name);

describe('what is dropped', () => {
  it('is every file of every folder at any depth, beyond the first hundred', async () => {
    const many = Array.from({ length: 250 }, (_, at) => fileEntry(`${at}.md`));
    const deep = folderEntry('deep', [folderEntry('deeper', [fileEntry('deepest.md')])]);
    const found = await names(drop(folderEntry('guidelines', [...many, deep]), fileEntry('beside.pdf')));
    assert.equal(found.length, 252);
    assert.deepEqual(found.slice(-3), ['249.md', 'deepest.md', 'beside.pdf']);
  });

  it('is not what systems and programs put into folders, nor what may not be read', async () => {
    const folder = folderEntry('guidelines', [
      fileEntry('.DS_Store'),
      fileEntry('~$open.docx'),
      folderEntry('.git', [fileEntry('HEAD')]),
      lockedEntry('locked.md'),
      fileEntry('open.docx'),
    ]);
    assert.deepEqual(await names(drop(folder)), ['open.docx']);
  });

  it('is read while the event lasts', async () => {
    const data = drop(fileEntry('one.md'));
    const reading = droppedFiles(data);
    (data.items as unknown as unknown[]).length = 0;
    assert.deepEqual(
      (await reading).map(({ name }) => name),
      ['one.md'],
    );
  });
});
