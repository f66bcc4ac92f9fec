import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { jsonSchemas } from './schemas.js';

describe('the published JSON schemas', () => {
  it('are those that the code checks with; otherwise: npm run schemas', async () => {
    const folder = new URL('../../docs/schemas/', import.meta.url);
    const schemas = jsonSchemas();
    assert.deepEqual((await readdir(folder)).sort(), [...schemas.keys()].sort());
    for (const [file, schema] of schemas) {
      const published: unknown = JSON.parse(await readFile(new URL(file, folder), 'utf8'));
      assert.deepEqual(published, JSON.parse(JSON.stringify(schema)), file);
    }
  });
});
