import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { storedFileSchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { requireReader } from '../accounts/authorization.js';
import { attachmentHeaders } from '../attachment.js';
import type { Config } from '../config.js';
import type { Database } from '../db.js';
import { writeHashed } from '../hashed-file.js';
import { ProblemError } from '../problem.js';
import type { ValibotTypeProvider } from '../validation.js';
import { filePath, fileUrl } from './file-path.js';

const tags = ['files'];
const MAX_NAME = 255;

/** Files to attach to messages: /api/files. Each is readable by the person who uploaded it. */
export async function fileRoutes(
  instance: FastifyInstance,
  { config, db }: { config: Config; db: Kysely<Database> },
): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  app.post(
    '/api/files/upload',
    {
      onRequest: requireReader,
      config: { multipart: v.object({}), audit: 'file.create' },
      schema: { tags, summary: 'Upload a file to attach', response: { 201: storedFileSchema } },
    },
    async (request, reply) => {
      const part = await request.file();
      if (!part) {
        throw new ProblemError(422, { errors: [{ field: 'file', message: 'Choose a file.' }] });
      }
      const id = randomUUID();
      const path = filePath(config, id);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        const { sizeBytes, sha256 } = await writeHashed(part.file, path);
        if (part.file.truncated) throw new ProblemError(413);
        await db
          .insertInto('files')
          .values({
            id,
            user_id: request.user.id,
            filename: part.filename.replace(/\p{Surrogate}|\0/gu, '\uFFFD').slice(-MAX_NAME),
            content_type: part.mimetype,
            size_bytes: sizeBytes,
            sha256,
          })
          .execute();
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      request.audited.targetIds = [id];
      return reply.code(201).send({ id, url: fileUrl(id) });
    },
  );

  app.get(
    '/api/files/:id',
    {
      onRequest: requireReader,
      config: { audit: 'file.read', owner: { of: 'file', others: 404 } },
      schema: {
        tags,
        summary: 'The bytes of a file',
        params: v.object({ id: v.string() }),
        response: { 200: { description: 'The file', type: 'string', format: 'binary' } },
      },
    },
    async (request, reply) => {
      const file = await db
        .selectFrom('files')
        .selectAll()
        .where('id', '=', request.params.id)
        .where('user_id', '=', request.user.id)
        .executeTakeFirst();
      if (!file) throw new ProblemError(404);
      return reply
        .headers(attachmentHeaders(file.filename, file.size_bytes))
        .send(createReadStream(filePath(config, file.id)));
    },
  );
}
