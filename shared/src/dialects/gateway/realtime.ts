import type { Attachment } from '../../schemas/files.js';
import type { Citation, Message } from '../../schemas/realtime.js';
import { attachFile, attachmentsOf, nameOfHeld } from './attachments.js';
import type { Caller } from './caller.js';
import { keepContext, keptContext, type KeptContext } from './clinical-contexts.js';
import { conversationsApi } from './conversations.js';
import { citationsOf, messagesOf } from './messages.js';

/** What the gateway's socket needs of the calls beside it. */
export interface GatewayRealtime {
  /** Begins a conversation; gives its id. */
  begin(title: string): Promise<string>;
  /** All that is stored of a conversation, under the names that the gateway gives. */
  stored(conversationId: string): Promise<Message[]>;
  /** Messages as a frame has them. */
  read(messages: unknown): Promise<Message[]>;
  /** The sources of an answer as a frame has them. */
  sources(citations: unknown): Promise<Citation[]>;
  /** Keeps the clinical context of a conversation; gives its id. */
  keepContext(conversationId: string, context: Readonly<Record<string, unknown>>): Promise<string>;
  /** The clinical context that a conversation has; nothing where it has none, or an empty one. */
  keptContext(conversationId: string): Promise<KeptContext | undefined>;
  /** Sends a held file to the message that it goes with. */
  attach(messageId: string, fileId: string): Promise<Attachment>;
  /** The files that a stored message has. */
  attachments(messageId: string): Promise<Attachment[]>;
  /** The name of a held file. */
  nameOf(fileId: string): Promise<string>;
}

export function realtimeApi(client: Caller): GatewayRealtime {
  const { begin, stored } = conversationsApi(client);
  return {
    begin,
    stored,
    read: (messages) => Promise.resolve(messagesOf(messages)),
    sources: (citations) => Promise.resolve(citationsOf(citations)),
    keepContext: (conversationId, context) => keepContext(client, conversationId, context),
    keptContext: (conversationId) => keptContext(client, conversationId),
    attach: (messageId, fileId) => attachFile(client, messageId, fileId),
    attachments: (messageId) => attachmentsOf(client, messageId),
    nameOf: (fileId) => Promise.resolve(nameOfHeld(fileId)),
  };
}
