import {
  calendarEventSchema,
  calendarQuerySchema,
  newCalendarEventSchema,
} from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import { checkedEvent } from '../calendar.js';
import type { Connections } from '../connections.js';
import { asked } from './answers.js';

const tags = ['integrations'];
const onRequest = requireAdmin;
const DAY_MILLISECONDS = 86_400_000;
const USUAL_DAYS = 30;
const MOST_DAYS = 366;
const MOST_EVENTS = 1000;

/** Appointments: /api/integrations/calendar/events. */
export const calendarRoutes: FastifyPluginAsync<{ connections: Connections }> = async (
  instance,
  { connections },
) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  app.get(
    '/api/integrations/calendar/events',
    {
      onRequest,
      schema: {
        tags,
        summary:
          'Appointments between two moments, by their start, 1,000 at most; the next 30 days unless told otherwise',
        querystring: calendarQuerySchema,
        response: { 200: v.array(calendarEventSchema) },
      },
    },
    async (request) => {
      const from = request.query.from ? new Date(request.query.from) : new Date();
      const to = request.query.to
        ? new Date(request.query.to)
        : new Date(from.getTime() + USUAL_DAYS * DAY_MILLISECONDS);
      const days = (to.getTime() - from.getTime()) / DAY_MILLISECONDS;
      if (!(days > 0 && days <= MOST_DAYS)) {
        const message = `The end must be after the start, ${MOST_DAYS} days at most.`;
        throw new ProblemError(422, { errors: [{ field: 'to', message }] });
      }
      const calendar = await asked(connections.calendar());
      const events = await asked(calendar.list(from, to));
      const byStart = events.sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
      return byStart.slice(0, MOST_EVENTS);
    },
  );

  app.post(
    '/api/integrations/calendar/events',
    {
      onRequest,
      config: { audit: 'event.create' },
      schema: {
        tags,
        summary: 'Put an appointment into the calendar',
        body: newCalendarEventSchema,
        response: { 201: calendarEventSchema },
      },
    },
    async (request, reply) => {
      const event = checkedEvent(request.body);
      const calendar = await asked(connections.calendar());
      return reply.code(201).send(await asked(calendar.create(event, request.user.id)));
    },
  );
};
