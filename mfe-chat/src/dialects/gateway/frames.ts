/** A frame of the gateway; what is not of the kind that its type promises is left out where it is used. */
export interface GatewayFrame {
  type: string;
  messageId?: string;
  clientMessageId?: string;
  content?: string;
  messages?: unknown;
  message?: { content?: string; citations?: unknown };
  error?: { code?: string; message?: string };
}

const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const record = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;

/** Reads what came; nothing when it is no frame. */
export function frameOf(data: unknown): GatewayFrame | undefined {
  let parsed: Record<string, unknown> | undefined;
  try {
    parsed = typeof data === 'string' ? record(JSON.parse(data)) : undefined;
  } catch {
    return undefined;
  }
  const type = string(parsed?.['type']);
  if (!parsed || !type) return undefined;
  const { messageId, clientMessageId, content, messages } = parsed;
  const [message, error] = [record(parsed['message']), record(parsed['error'])];
  const named = {
    messageId: string(messageId),
    clientMessageId: string(clientMessageId),
    content: string(content),
  };
  const said = string(message?.['content']);
  const [code, words] = [string(error?.['code']), string(error?.['message'])];
  return {
    type,
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
    ...(messages !== undefined && { messages }),
    ...(message && {
      message: { ...(said !== undefined && { content: said }), citations: message['citations'] },
    }),
    ...(error && { error: { ...(code && { code }), ...(words && { message: words }) } }),
  };
}
