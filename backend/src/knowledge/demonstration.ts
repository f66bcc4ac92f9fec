import { createHash, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Indexing } from './indexing.js';

const DEMO = new URL('../../demo/', import.meta.url);

const manifestSchema = v.array(
  v.object({ file: v.string(), title: v.string(), source_type: v.string(), specialty: v.string() }),
);

/** Questions that the demonstration documents answer well; shown while one of them is there. */
export const suggestions = [
  { label: 'First line', question: 'What is the first-line drug for type 2 diabetes?' },
  { label: 'Dose', question: 'What dose of adrenaline do I inject for anaphylaxis?' },
  { label: 'Threshold', question: 'What are the severity thresholds of hyperkalaemia?' },
  { label: 'Pathway', question: 'How is an acute asthma attack treated?' },
];

/** Queues the documents of the demonstration, as if somebody had uploaded them. */
export async function seedDocuments(indexing: Indexing, folder: string): Promise<void> {
  const manifest = v.parse(
    manifestSchema,
    JSON.parse(await readFile(new URL('documents.json', DEMO), 'utf8')),
  );
  const ids: string[] = [];
  for (const { file, title, source_type, specialty } of manifest) {
    const bytes = await readFile(new URL(`documents/${file}`, DEMO));
    const path = join(folder, `${randomUUID()}.part`);
    await writeFile(path, bytes, { mode: 0o600 });
    const id = await indexing.add({
      path,
      filename: file,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      title,
      sourceType: source_type,
      specialty,
      uploadedBy: null,
      isDemonstration: true,
    });
    ids.push(id);
  }
  await indexing.index('upload', ids);
}
