import * as v from 'valibot';
import { call } from '../client.js';
import type { TestServer } from '../server.js';

const schema = v.looseObject({});
const content = v.record(v.string(), v.object({ schema: v.optional(schema, {}) }));
const operationSchema = v.object({
  'x-access': v.optional(v.picklist(['open', 'reader', 'user', 'admin'])),
  'x-owner': v.optional(
    v.object({
      of: v.string(),
      others: v.union([v.literal('allowed'), v.literal(403), v.literal(404)]),
      admins: v.optional(v.literal('allowed')),
    }),
  ),
  parameters: v.optional(
    v.array(v.object({ in: v.string(), name: v.string(), required: v.optional(v.boolean(), false), schema })),
    [],
  ),
  requestBody: v.optional(v.object({ content })),
});
const documentSchema = v.object({ paths: v.record(v.string(), v.record(v.string(), operationSchema)) });

/** One operation of the published document. */
export interface Operation extends v.InferOutput<typeof operationSchema> {
  /** As the document has it: `GET /api/users/{id}`. */
  route: string;
  method: string;
  path: string;
}

const ORDER = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation of the document that the server publishes, those that destroy something last. */
export async function operationsOf(server: TestServer): Promise<Operation[]> {
  const { body } = await call(server, 'GET /api/docs/json');
  const { paths } = v.parse(documentSchema, body);
  return Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        ...operation,
        route: `${method.toUpperCase()} ${path}`,
        method,
        path,
      })),
    )
    .sort((one, other) => ORDER.indexOf(one.method) - ORDER.indexOf(other.method));
}

/** What anybody may call; another one must be put here on purpose. */
const OPEN = new Set([
  'POST /api/auth/register',
  'POST /api/auth/login',
  'POST /api/auth/refresh',
  'POST /api/auth/logout',
  'POST /api/auth/forgot-password',
  'POST /api/auth/reset-password',
  'GET /api/health',
  'GET /api/capabilities',
  'POST /api/client-errors',
  'POST /api/partners/token',
]);

/** What the users of partners may call; another one must be put here on purpose. */
const READER = new Set([
  'GET /api/auth/me',
  'POST /api/realtime/ticket',
  'GET /api/realtime/sessions',
  'GET /api/realtime/sessions/{id}/messages',
  'PATCH /api/realtime/sessions/{id}',
  'DELETE /api/realtime/sessions/{id}',
  'POST /api/realtime/messages/{id}/feedback',
  'DELETE /api/realtime/messages/{id}/feedback',
  'GET /api/kb/documents/{id}/passage',
  'POST /api/files/upload',
  'GET /api/files/{id}',
]);

/** What is wrong with the declarations alone. */
export function wrongDeclarations(operations: Operation[]): string[] {
  return operations.flatMap(({ route, path, 'x-access': access, 'x-owner': owner }) => {
    const wrong: string[] = [];
    if (access === undefined) wrong.push(`${route} does not say who may call it`);
    if (access === 'open' && !OPEN.has(route)) wrong.push(`${route} is open to everybody`);
    if (access === 'reader' && !READER.has(route)) wrong.push(`${route} is open to the users of partners`);
    if (access !== 'admin' && path.startsWith('/api/admin/')) {
      wrong.push(`${route} is not for administrators alone`);
    }
    if (path.includes('{') && owner === undefined) wrong.push(`${route} does not say whose thing it names`);
    return wrong;
  });
}
