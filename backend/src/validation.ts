import type { FastifySchemaCompiler, FastifyTypeProvider } from 'fastify';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';
import * as v from 'valibot';
import { invalidFields } from './problem.js';

/**
 * Lets routes take the schemas of `shared` as they are; what they say is checked and typed:
 *
 * ```ts
 * export const routes: FastifyPluginAsync = async (instance) => {
 *   const app = instance.withTypeProvider<ValibotTypeProvider>();
 *   app.post(
 *     '/api/admin/kb/reindex',
 *     {
 *       onRequest: requireAdmin,
 *       schema: { tags: ['kb'], summary: 'Index again', body: reindexSchema, response: { 202: jobStartedSchema } },
 *     },
 *     async (request, reply) => reply.code(202).send({ job_id: await start(request.body.document_ids) }),
 *   );
 * };
 * ```
 *
 * Input that does not fit is answered 422 with an error per field. An answer is parsed by its schema too, so a
 * column that the schema does not name never leaves. Every route under /api says who may call it: `requireReader`,
 * `requireUser`, `requireAdmin`, or `config: { open: true }`. A multipart route names its fields for the documentation with
 * `config: { multipart: fieldsSchema }`, reads them from `request.parts()`, and checks them with `parseFields`.
 */
export interface ValibotTypeProvider extends FastifyTypeProvider {
  validator: this['schema'] extends v.GenericSchema ? v.InferOutput<this['schema']> : unknown;
  serializer: this['schema'] extends v.GenericSchema ? v.InferInput<this['schema']> : unknown;
}

/** Checks what came in; Fastify takes the returned error as the answer. */
export const validatorCompiler: FastifySchemaCompiler<v.GenericSchema> =
  ({ schema }) =>
  (data) => {
    const result = v.safeParse(schema, data);
    return result.success ? { value: result.output } : { error: invalidFields(result.issues) };
  };

/** Writes an answer with only the fields that its schema names. */
export const serializerCompiler: FastifySerializerCompiler<v.GenericSchema> =
  ({ schema }) =>
  (data) =>
    JSON.stringify(v.parse(schema, data));

/** `data` as the schema has it, or the problem that names the fields that are wrong. */
export function parseFields<S extends v.GenericSchema>(schema: S, data: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, data);
  if (!result.success) throw invalidFields(result.issues);
  return result.output;
}
