import { Client, type Authorization } from '../../api/client.js';
import type { Addresses, ChatConnection, Connection, Dialect } from '../dialect.js';
import { accountApi, sessionCalls } from './account.js';
import { holdFile } from './attachments.js';
import { Caller } from './caller.js';
import { conversationsApi } from './conversations.js';
import { integrationsApi } from './integrations.js';
import { knowledgeApi } from './knowledge.js';
import { lacking } from './lacking.js';
import { peopleApi } from './people.js';
import { realtimeApi, type GatewayRealtime } from './realtime.js';
import { SERVER } from './server.js';
import { systemApi } from './system.js';

function connectChat(
  { apiUrl }: Addresses,
  authorization: Authorization,
): ChatConnection & { realtime(): GatewayRealtime } {
  const client = new Caller(new Client({ baseUrl: apiUrl, authorization }));
  return {
    conversations: () => Promise.resolve(conversationsApi(client)),
    files: () => Promise.resolve({ upload: holdFile }),
    kb: () => Promise.resolve({ passage: () => Promise.resolve(undefined) }),
    partnerTokens: () => Promise.resolve({ exchange: lacking }),
    server: () => SERVER,
    realtime: () => realtimeApi(client),
  };
}

function connect(addresses: Addresses, authorization: Authorization): Connection {
  const { apiUrl: baseUrl, adminApiUrl } = addresses;
  const client = new Caller(new Client({ baseUrl, authorization }));
  const admin = new Caller(new Client({ baseUrl: adminApiUrl, authorization }));
  return {
    ...connectChat(addresses, authorization),
    auth: () => accountApi(new Caller(new Client({ baseUrl })), client),
    users: () => peopleApi(client, admin),
    kb: () => Promise.resolve(knowledgeApi(admin)),
    search: () => Promise.resolve(SEARCH),
    integrations: () => Promise.resolve(integrationsApi(client)),
    partners: () => Promise.resolve(PARTNERS),
    system: () => Promise.resolve(systemApi(admin)),
  };
}

/** Retrieval cannot be looked into. */
const SEARCH = {
  ...{ explain: lacking, listQuestions: lacking, addQuestion: lacking, changeQuestion: lacking },
  ...{ deleteQuestion: lacking, listRuns: lacking, run: lacking, listGaps: lacking, askGaps: lacking },
  ...{ deleteGaps: lacking, listFeedback: lacking },
};

/** Pages of others sign nobody in. */
const PARTNERS = {
  ...{ list: lacking, add: lacking, change: lacking },
  ...{ renewSecret: lacking, remove: lacking, usage: lacking },
};

/** The public VoiceAssist project's own gateway. */
export const gateway: Dialect = {
  connect,
  connectChat,
  tokenEndpoints: ({ apiUrl }) => sessionCalls(new Caller(new Client({ baseUrl: apiUrl }))),
};
