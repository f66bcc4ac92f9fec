import { exchangedTokenSchema, TOKEN_EXCHANGE, tokenExchangeSchema } from '@voiceassist/shared/schemas';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { ValibotTypeProvider } from '../../validation.js';
import { issuerOf } from '../assertion.js';
import type { Exchange } from '../exchange.js';
import { PartnerRefusal } from '../refusal.js';

const MAX_BODY = 16 * 1024;

/** A hospital behind one address shows many pages, and each asks again every ten minutes. */
const EXCHANGES_PER_ADDRESS = 1000;

/** Where pages of partners get their access tokens: /api/partners/token. */
export async function tokenRoutes(
  instance: FastifyInstance,
  { exchange, limitPerAddress }: { exchange: Exchange; limitPerAddress: number },
): Promise<void> {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_BODY },
    (_request, body, done) => done(null, fieldsOf(new URLSearchParams(body as string))),
  );
  const check = app.createRateLimit({ max: limitPerAddress * EXCHANGES_PER_ADDRESS, timeWindow: 60_000 });

  app.post(
    '/api/partners/token',
    {
      bodyLimit: MAX_BODY,
      config: { open: true, forPartners: true, audit: 'partner.exchange' },
      // What is wrong is said as OAuth says it.
      attachValidation: true,
      schema: {
        tags: ['partners'],
        summary: 'Exchange what a partner’s server signed for an access token (RFC 8693)',
        body: tokenExchangeSchema,
        response: { 200: exchangedTokenSchema },
      },
      preHandler: async (request) => {
        const result = await check(request);
        if (result.isAllowed || !result.isExceeded) return;
        throw new PartnerRefusal(
          'partner_limit_reached',
          'Too many exchanges come from this network address. Try again later.',
          { retryAfter: result.ttlInSeconds },
        );
      },
    },
    async (request) => {
      const given = fieldsFrom(request.body);
      const { subject_token: assertion, origin: framedIn } = given;
      request.audited.targetIds = [issuerOf(assertion)];
      const { userId, token } = await exchange.exchange({
        assertion,
        framedIn,
        origin: request.headers.origin,
      });
      request.audited.actorId = userId;
      return token;
    },
  );
}

/** A field that is given twice is none. */
const fieldsOf = (form: URLSearchParams): Record<string, string | undefined> =>
  Object.fromEntries(
    [...form].map(([name, value]) => [name, form.getAll(name).length > 1 ? undefined : value]),
  );

const ERRORS: Record<string, string> = {
  grant_type: 'unsupported_grant_type',
};

const EXPECTED: Record<string, string> = {
  grant_type: TOKEN_EXCHANGE.grantType,
  subject_token: 'the assertion',
  subject_token_type: TOKEN_EXCHANGE.jwt,
  requested_token_type: TOKEN_EXCHANGE.accessToken,
  origin: 'an origin, given once',
};

function fieldsFrom(body: unknown): v.InferOutput<typeof tokenExchangeSchema> {
  const result = v.safeParse(tokenExchangeSchema, body);
  if (result.success) return result.output;
  const field = String(result.issues[0].path?.[0]?.key ?? 'subject_token');
  throw new PartnerRefusal(
    'partner_assertion_malformed',
    `The request cannot be read. Its field ${field} has to be ${EXPECTED[field] ?? 'another one'}, once.`,
    { ...(ERRORS[field] && { error: ERRORS[field] }) },
  );
}
