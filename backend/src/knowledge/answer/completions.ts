import * as v from 'valibot';
import type { Endpoint } from '../../config.js';

/** One message of a request to the model. */
export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

const SILENT_MILLISECONDS = 60_000;

const chunkSchema = v.object({
  choices: v.optional(
    v.array(v.object({ delta: v.optional(v.object({ content: v.nullish(v.string()) })) })),
    [],
  ),
  error: v.optional(v.unknown()),
});

/** The model's endpoint refused or broke off; the message is in words for a person. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/** Streams a chat completion of an OpenAI-compatible endpoint, piece by piece. */
export async function* complete(
  { baseUrl, model, apiKey }: Endpoint,
  messages: ModelMessage[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENT_MILLISECONDS);
  try {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(apiKey && { Authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify({ model, messages, stream: true, temperature: 0 }),
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new ModelError(
        `The language model refused the request (status ${response.status}). Try again later.`,
      );
    }
    for await (const data of eventData(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENT_MILLISECONDS);
      if (data === '[DONE]') return;
      const { choices, error } = v.parse(chunkSchema, JSON.parse(data));
      if (error !== undefined)
        throw new ModelError('The language model broke off. What was written so far is kept.');
      const content = choices[0]?.delta?.content;
      if (content) yield content;
    }
  } catch (cause) {
    if (signal.aborted || cause instanceof ModelError) throw cause;
    const what = silence.signal.aborted ? 'did not answer in time' : 'could not be reached';
    throw new ModelError(`The language model ${what}. Try again later.`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** The `data:` lines of a stream of server-sent events. */
async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held = '';
  for await (const bytes of body) {
    held += decoder.decode(bytes, { stream: true });
    const lines = held.split(/\r?\n/);
    held = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
  }
  if (held.startsWith('data:')) yield held.slice(5).trim();
}
