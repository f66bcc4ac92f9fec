import websocket from '@fastify/websocket';
import { CLOSE_CODES, MAX_FRAME_BYTES } from '@voiceassist/shared/schemas';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Accounts } from '../accounts/accounts.js';
import type { SignedInUser } from '../accounts/authorization.js';
import { concerns, type Ended } from '../accounts/ended.js';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db.js';
import type { Knowledge } from '../knowledge/index.js';
import { isOnPage } from '../accounts/partner-page.js';
import type { PartnerLimiter } from '../partners/partners.js';
import { AnswerLog } from './answer-log.js';
import { AnswerStore } from './answer-store.js';
import { Answering } from './answering.js';
import { Connection } from './connection.js';
import { conversationRoutes } from './conversation-routes.js';
import { feedbackRoutes } from './feedback.js';
import { feedbackListRoutes } from './feedback-list.js';
import { Following } from './following.js';
import { Hub } from './hub.js';
import { MessageStore } from './message-store.js';
import { listenToOthers } from './others.js';
import { Socket } from './socket.js';
import { Telling } from './telling.js';
import { Tickets } from './tickets.js';
import { Turns } from './turns.js';

const GOODBYE_MILLISECONDS = 1000;

interface Dependencies {
  config: Config;
  database: OpenDatabase;
  accounts: Accounts;
  partners: PartnerLimiter;
  knowledge: Pick<Knowledge, 'answer' | 'outline'>;
}

/** What the rest of the server asks the conversations for. */
export interface Realtime {
  countSockets(): number;
}

/** Opens the conversations: the socket at /api/realtime/ws and the routes beside it. */
export async function openRealtime(app: FastifyInstance, dependencies: Dependencies): Promise<Realtime> {
  const { config, database, accounts, partners, knowledge } = dependencies;
  const { db, processes } = database;
  const { audit, log } = app;
  const { self } = processes;
  const store = new MessageStore(db, self);
  const answers = new AnswerStore(db, self);
  const hub = new Hub();
  const following = new Following({ answers, hub, self });
  const answerLog = new AnswerLog({
    store: answers,
    processes,
    log,
    onLost: (conversationId, id) => answering.stop(conversationId, id, 'interrupted'),
  });
  const answering: Answering = new Answering({
    knowledge,
    store,
    answers,
    answerLog,
    hub,
    log,
    changed: (id, milliseconds) => following.changed(id, milliseconds),
    catchUp: (id) => following.inTurn(id, () => following.catchUp(id)),
    resync: (id) => telling.resync(id),
  });
  const telling = new Telling({ store, answers, hub, following, answering });
  const tickets = new Tickets(db);
  const turns = new Turns();
  const sockets = new Set<Socket>();
  const visitors = new WeakMap<FastifyRequest, SignedInUser | 'deactivated' | undefined>();
  const { signIns } = accounts;
  const shared = {
    signIns,
    store,
    answers,
    hub,
    answering,
    telling,
    processes,
    audit,
    partners,
    knowledge,
    log,
  };

  await app.register(websocket, {
    options: { maxPayload: MAX_FRAME_BYTES },
    // The socket has sent its close code already (1009 for a frame that is too large).
    errorHandler: (error) => app.log.debug({ err: error }, 'a socket broke off'),
    preClose: async () => {
      others.close();
      await answering.close();
      await sayGoodbye(app.websocketServer.clients);
    },
  });

  app.get(
    '/api/realtime/ws',
    {
      websocket: true,
      // Whoever has no good token is let in to be told so by the close code.
      config: { open: true },
      onRequest: async (request) => {
        const user = await visitor(request);
        const isElsewhere = typeof user === 'object' && !isOnPage(user, request.headers, config.corsOrigins);
        visitors.set(request, isElsewhere ? undefined : user);
      },
    },
    (webSocket, request) => {
      const user = visitors.get(request);
      if (typeof user !== 'object') {
        webSocket.close(refusal(user));
        return;
      }
      const socket: Socket = new Socket(webSocket, user, config.idleSeconds, turns, {
        onFrame: (text) => connection.receive(text),
        onClose: () => {
          connection.leave();
          sockets.delete(socket);
        },
      });
      const connection: Connection = new Connection(socket, request.id, shared);
      sockets.add(socket);
      void recheck(socket);
    },
  );

  /** Access that ended, or changed, after `visitor` looked and before the socket was among the others closes it all the same. */
  async function recheck(socket: Socket): Promise<void> {
    const { id, signInId, expiresAt } = socket.user;
    const user = await accounts.signIns.whoIs(id, signInId, expiresAt).catch(() => undefined);
    if (typeof user !== 'object') socket.close(refusal(user));
    else if (user.role !== socket.user.role) socket.close(CLOSE_CODES.tokenRejected);
  }

  async function visitor(request: FastifyRequest): Promise<SignedInUser | 'deactivated' | undefined> {
    const { token } = request.query as { token?: unknown };
    if (typeof token !== 'string') return undefined;
    const holder = await tickets.redeem(token);
    if (!holder) return accounts.signIns.authenticate(token);
    return accounts.signIns.whoIs(holder.id, holder.signInId, holder.expiresAt);
  }

  const others = await listenToOthers({
    processes,
    answers,
    answering,
    following,
    hub,
    store,
    telling,
    log,
    recheckAccess: async () => {
      for (const socket of sockets) await recheck(socket);
    },
  });

  const onEnded = (ended: Ended) => {
    const code = ended.deactivated ? CLOSE_CODES.forbidden : CLOSE_CODES.tokenRejected;
    for (const socket of sockets) if (concerns(ended, socket.user)) socket.close(code);
  };
  accounts.signIns.events.on('ended', onEnded);
  app.addHook('onClose', async () => {
    accounts.signIns.events.off('ended', onEnded);
  });

  await app.register(conversationRoutes, { db, store, answering, processes, tickets });
  await app.register(feedbackRoutes, { db });
  await app.register(feedbackListRoutes, { db });
  return { countSockets: () => sockets.size };
}

const refusal = (visitor: 'deactivated' | undefined): number =>
  visitor === 'deactivated' ? CLOSE_CODES.forbidden : CLOSE_CODES.tokenRejected;

/** Closes every socket with 1012 and waits a moment for the other sides to agree. */
async function sayGoodbye(clients: Set<WebSocket>): Promise<void> {
  const open = [...clients];
  const closed = Promise.all(open.map((client) => new Promise((resolve) => client.once('close', resolve))));
  for (const client of open) client.close(CLOSE_CODES.restarting);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, GOODBYE_MILLISECONDS)));
  await Promise.race([closed, late]);
  clearTimeout(timer);
  for (const client of open) client.terminate();
}
