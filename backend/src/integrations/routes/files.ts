import {
  discoverQuerySchema,
  indexFilesSchema,
  jobStartedSchema,
  remoteFileSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import type { Intake } from '../../knowledge/intake.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Connections } from '../connections.js';
import { walk, type Entry, type FileSource } from '../file-source.js';
import type { FollowedPath, FollowedPaths } from '../following.js';
import { checkedPath, folderOf } from '../source-path.js';
import type { SourceRuns } from '../source-runs.js';
import type { SourceFileRow } from '../tables.js';
import { asked } from './answers.js';

const tags = ['integrations'];
const onRequest = requireAdmin;

/** The files of the source: /api/integrations/files/discover and …/index. */
export const fileRoutes: FastifyPluginAsync<{
  connections: Connections;
  followed: FollowedPaths;
  runs: SourceRuns;
  intake: Intake;
}> = async (instance, { connections, followed, runs, intake }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  app.get(
    '/api/integrations/files/discover',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Every file of the source, 10,000 at most; with `folder` what one folder holds',
        querystring: discoverQuerySchema,
        response: { 200: v.array(remoteFileSchema) },
      },
    },
    async (request, reply) => {
      const { folder } = request.query;
      const source = await asked(connections.files());
      const known = await runs.known(source);
      const wire = (entry: Entry) => fileWire(entry, known.get(entry.path), intake);
      if (folder !== undefined) {
        const entries = await asked(source.list(checkedPath(folder, 'folder')));
        return reply.header('X-Total-Count', entries.length).send(entries.map(wire));
      }
      const { files, unread } = await walk(source, [{ path: '/', isDeep: true }], leaving(reply.raw));
      const [first] = unread;
      if (first?.path === '/') await asked(Promise.reject(first.error as Error));
      return reply.header('X-Total-Count', files.length).send(files.map(wire));
    },
  );

  app.post(
    '/api/integrations/files/index',
    {
      onRequest,
      config: { audit: 'integration.run' },
      schema: {
        tags,
        summary: 'Index files, and follow them from now on',
        body: indexFilesSchema,
        response: { 202: jobStartedSchema },
      },
    },
    async (request, reply) => {
      const source = await asked(connections.files());
      const paths = [...new Set(request.body.paths.map((path) => checkedPath(path, 'paths')))];
      const scope = await asked(entriesOf(source, paths));
      const jobId = await asked(runs.start({ scope, requestedBy: request.user.id }));
      await followed.add(source.key, scope);
      request.audited.targetIds = [jobId];
      return reply.code(202).send({ job_id: jobId });
    },
  );
};

/** What these paths are; one that is not there is refused. */
async function entriesOf(source: FileSource, paths: string[]): Promise<FollowedPath[]> {
  const lists = new Map<string, Promise<Entry[]>>();
  const scope: FollowedPath[] = [];
  for (const path of paths) {
    const folder = folderOf(path);
    const list = lists.get(folder) ?? source.list(folder);
    lists.set(folder, list);
    const entry = path === '/' ? { isFolder: true } : (await list).find((each) => each.path === path);
    if (!entry) {
      const detail =
        'One of these is not at the source any more. Nothing was started; look at the folder again.';
      throw new ProblemError(404, { detail });
    }
    scope.push({ path, is_folder: entry.isFolder });
  }
  return scope;
}

function fileWire(
  entry: Entry,
  row: SourceFileRow | undefined,
  intake: Intake,
): v.InferInput<typeof remoteFileSchema> {
  return {
    path: entry.path,
    name: entry.name,
    size_bytes: entry.sizeBytes,
    content_type: entry.contentType,
    modified_at: entry.modifiedAt?.toISOString(),
    indexed: Boolean(row?.document_id),
    is_folder: entry.isFolder,
    is_readable: entry.isFolder || intake.isReadable(entry.name),
    document_id: row?.document_id,
  };
}

/** Aborted when whoever asked does not wait any more. */
function leaving(response: NodeJS.EventEmitter): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}
