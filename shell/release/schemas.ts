import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { embedSchema } from './embed.js';
import { manifestSchema, sourceManifestSchema } from './manifest.js';
import { pointerSchema } from './pointer.js';
import { releaseSchema } from './release.js';

/** The published JSON schemas: file name in docs/schemas, what it describes, and what is checked at run time. */
const PUBLISHED: [file: string, title: string, schema: v.GenericSchema][] = [
  ['mfe.schema.json', 'mfe.json beside the source of a part, written by its team', sourceManifestSchema],
  [
    'published-mfe.schema.json',
    'parts/<part>/<hash>/mfe.json: what was built, byte for byte',
    manifestSchema,
  ],
  [
    'release.schema.json',
    'releases/<id>.json: the parts of a release, and what its page is served with',
    releaseSchema,
  ],
  ['embed.schema.json', '/embed/v1/embed.json: what a page needs to load the chat', embedSchema],
  ['live.schema.json', 'live/<revision>.json: what is live; the highest revision counts', pointerSchema],
];

/** JSON schemas made from the schemas that the code itself checks with, by file name. */
export function jsonSchemas(): Map<string, object> {
  return new Map(
    PUBLISHED.map(([file, title, schema]) => [
      file,
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title,
        ...toJsonSchema(schema, { typeMode: 'input', target: 'draft-2020-12' }),
      },
    ]),
  );
}
