import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { toJsonSchema } from '@valibot/to-json-schema';
import { problemSchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import type * as v from 'valibot';
import { accessOf } from './accounts/authorization.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the id in the path names; every route with one says so. */
    owner?: Owner;
    /** The fields beside the file of a multipart route, for the documentation. */
    multipart?: v.GenericSchema;
  }
}

/** Whose thing a path names. */
interface Owner {
  /** The kind of thing. */
  of: string;
  /** What a person is answered about somebody else's: it works, or the status. 404 does not tell that it is there. */
  others: 'allowed' | 403 | 404;
  /** The same for administrators, where it differs. */
  admins?: 'allowed';
}

const jsonSchema = (schema: unknown, typeMode: 'input' | 'output') => {
  const { $schema: _, ...rest } = toJsonSchema(schema as v.GenericSchema, {
    target: 'openapi-3.0',
    typeMode,
    errorMode: 'ignore',
  });
  return rest;
};

const isSchema = (schema: unknown): schema is v.GenericSchema =>
  typeof schema === 'object' && schema !== null && '~run' in schema;

/** Publishes every route as OpenAPI: a page at /api/docs, the document at /api/docs/json. */
export async function publishOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.0.3',
      info: {
        title: 'VoiceAssist',
        version: '0.1.0',
        description:
          'The contract that every VoiceAssist client works with. Errors are RFC 9457 problem details. ' +
          'The conversation itself runs over the WebSocket /api/realtime/ws.',
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    transform: ({ schema, url, route }) => ({ schema: documented(schema, route), url }),
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    // The library's own policy turns http into https and lets a foreign validator see the document's address.
    staticCSP:
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    uiConfig: { validatorUrl: null },
  });
}

function documented(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const access = accessOf(route);
  const documentedSchema: Record<string, unknown> = { ...schema };
  for (const part of ['body', 'querystring', 'params'] as const) {
    if (isSchema(schema?.[part])) documentedSchema[part] = jsonSchema(schema[part], 'input');
  }
  const multipart = route.config?.multipart;
  if (multipart) {
    const fields = jsonSchema(multipart, 'input');
    documentedSchema['consumes'] = ['multipart/form-data'];
    documentedSchema['body'] = {
      ...fields,
      properties: { ...fields.properties, file: { type: 'string', format: 'binary' } },
      required: [...(fields.required ?? []), 'file'],
    };
  }
  documentedSchema['response'] = {
    ...Object.fromEntries(
      Object.entries((schema?.response ?? {}) as Record<string, unknown>).map(([status, answer]) => [
        status,
        isSchema(answer) ? jsonSchema(answer, 'output') : answer,
      ]),
    ),
    default: { description: 'Problem details', ...jsonSchema(problemSchema, 'output') },
  };
  documentedSchema['x-access'] = access;
  if (route.config?.owner) documentedSchema['x-owner'] = route.config.owner;
  if (access !== undefined && access !== 'open') documentedSchema['security'] = [{ bearer: [] }];
  if (access === 'admin') documentedSchema['description'] = 'For administrators.';
  if (access === 'reader') documentedSchema['description'] = 'For the users of partners too.';
  return documentedSchema as FastifySchema;
}

/** The schema of an answer without a body. */
export const nothing = { description: 'Done', type: 'null' };
