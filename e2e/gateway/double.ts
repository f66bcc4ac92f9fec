import cors from '@fastify/cors';
import multipart from '@fastify/multipart';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { accountRoutes } from './account.js';
import { administrationRoutes } from './administration.js';
import { conversationRoutes } from './conversations.js';
import { ALL_TRAPS, type Traps } from './formats.js';
import { socketRoutes } from './socket.js';
import { State } from './state.js';

/** A stand-in for the public VoiceAssist gateway: its shapes and its traps, kept in memory. */
export interface GatewayDouble {
  url: string;
  state: State;
  /** Each can be switched while it runs. */
  traps: Traps;
  /** Every call that arrived, e.g. `GET /api/auth/me`. */
  calls: string[];
  close(): Promise<void>;
  /** Ends every connection as a restart does; what is stored stays. */
  restart(): Promise<void>;
}

/** Starts it; pages of `origins` may read its answers. */
export async function startGateway(
  port: number,
  origins: string[],
  { demo = true, traps: given = {} }: { demo?: boolean; traps?: Partial<Traps> | undefined } = {},
): Promise<GatewayDouble> {
  const traps = { ...ALL_TRAPS, ...given };
  const state = new State(demo);
  const calls: string[] = [];
  let app = await build();

  async function build(): Promise<FastifyInstance> {
    const made = Fastify({ forceCloseConnections: true });
    await made.register(cors, {
      origin: origins,
      credentials: true,
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: ['X-Correlation-ID'],
    });
    await made.register(multipart, { limits: { fileSize: 10 * 1024 ** 2 } });
    await made.register(websocket);
    made.addHook('onRequest', (request, _reply, done) => {
      calls.push(`${request.method} ${request.url.split('?')[0]}`);
      done();
    });
    // FastAPI redirects to the slash that is missing.
    made.get('/api/users', (_request, reply) =>
      traps.redirects ? reply.redirect('/api/users/', 307) : reply.code(404).send({ detail: 'Not Found' }),
    );
    made.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not Found' }));
    accountRoutes(made, state, traps);
    administrationRoutes(made, state, traps);
    conversationRoutes(made, state, traps);
    await made.register((scope, _options, done) => {
      socketRoutes(scope, state, traps);
      done();
    });
    await made.listen({ port, host: 'localhost' });
    return made;
  }

  return {
    ...{ url: `http://localhost:${port}`, state, traps, calls },
    close: () => app.close(),
    async restart() {
      for (const client of app.websocketServer.clients) client.terminate();
      await app.close();
      app = await build();
    },
  };
}
