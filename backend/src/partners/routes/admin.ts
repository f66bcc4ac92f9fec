import {
  newPartnerSchema,
  newSecretSchema,
  partnerChangesSchema,
  partnerSchema,
  partnerUsageSchema,
  renewSecretSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import type { Database } from '../../db.js';
import { nothing } from '../../openapi.js';
import type { ValibotTypeProvider } from '../../validation.js';
import { listPartners } from '../list.js';
import { gone, type PartnerStore } from '../store.js';
import { usageOf } from '../usage.js';

const tags = ['partners'];
const onRequest = requireAdmin;
const params = v.object({ id: v.pipe(v.string(), v.maxLength(100)) });
const owner = { of: 'partner', others: 'allowed' } as const;
const daysSchema = v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(90));

/** Partners for administrators: /api/admin/partners. */
export async function partnerRoutes(
  instance: FastifyInstance,
  { db, store }: { db: Kysely<Database>; store: PartnerStore },
): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  const onePartner = async (id: string) => {
    const [partner] = await listPartners(db, id);
    if (!partner) throw gone();
    return partner;
  };

  app.get(
    '/api/admin/partners',
    {
      onRequest,
      schema: { tags, summary: 'All partners, by name', response: { 200: v.array(partnerSchema) } },
    },
    () => listPartners(db),
  );

  app.post(
    '/api/admin/partners',
    {
      onRequest,
      config: { audit: 'partner.create' },
      schema: {
        tags,
        summary: 'Add a partner; its secret is told this once',
        body: newPartnerSchema,
        response: { 201: newSecretSchema },
      },
    },
    async (request, reply) => {
      const { id, secret } = await store.add(request.body);
      request.audited.targetIds = [id];
      return reply.code(201).send({ partner: await onePartner(id), secret });
    },
  );

  app.get(
    '/api/admin/partners/:id',
    {
      onRequest,
      config: { owner },
      schema: { tags, summary: 'One partner', params, response: { 200: partnerSchema } },
    },
    (request) => onePartner(request.params.id),
  );

  app.patch(
    '/api/admin/partners/:id',
    {
      onRequest,
      config: { owner, audit: 'partner.change' },
      schema: {
        tags,
        summary: 'Change a partner; another key, fewer origins and switching off end what was given out',
        params,
        body: partnerChangesSchema,
        response: { 200: partnerSchema },
      },
    },
    async (request) => {
      await store.change(request.params.id, request.body);
      return onePartner(request.params.id);
    },
  );

  app.post(
    '/api/admin/partners/:id/secret',
    {
      onRequest,
      config: { owner, audit: 'partner.secret' },
      schema: {
        tags,
        summary: 'Make a new shared secret, told this once',
        params,
        body: renewSecretSchema,
        response: { 200: newSecretSchema },
      },
    },
    async (request) => {
      const secret = await store.renewSecret(request.params.id, request.body.overlap_hours);
      return { partner: await onePartner(request.params.id), secret };
    },
  );

  app.delete(
    '/api/admin/partners/:id',
    {
      onRequest,
      config: { owner, audit: 'partner.delete' },
      schema: {
        tags,
        summary: 'Delete a partner with its users and their conversations',
        params,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await store.remove(request.params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/admin/partners/:id/usage',
    {
      onRequest,
      config: { owner },
      schema: {
        tags,
        summary: 'What a partner used in the last days, and what went wrong',
        params,
        querystring: v.object({ days: v.optional(daysSchema, '14') }),
        response: { 200: partnerUsageSchema },
      },
    },
    async (request) => {
      await onePartner(request.params.id);
      return usageOf(db, request.params.id, request.query.days);
    },
  );
}
