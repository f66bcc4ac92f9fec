import * as v from 'valibot';
import type { Endpoint } from '../../config.js';

const answerSchema = v.object({
  data: v.array(v.object({ index: v.optional(v.number()), embedding: v.array(v.number()) })),
});

/** The embeddings of texts from an OpenAI-compatible endpoint, each of length 1, in the order of the texts. */
export async function embed(
  { baseUrl, model, apiKey }: Endpoint,
  texts: string[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const response = await fetch(`${baseUrl}/embeddings`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(apiKey && { Authorization: `Bearer ${apiKey}` }) },
    body: JSON.stringify({ model, input: texts }),
    signal,
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the embeddings endpoint answers ${response.status}`);
  }
  const { data } = v.parse(answerSchema, await response.json());
  const ordered = [...data].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
  const [first] = ordered;
  const isWhole =
    ordered.length === texts.length &&
    ordered.every(({ embedding }) => embedding.length > 0 && embedding.length === first?.embedding.length);
  if (!isWhole) throw new Error('the embeddings endpoint gave not one vector for each text');
  return ordered.map(({ embedding }) => unit(embedding));
}

function unit(values: number[]): Float32Array {
  const length = Math.hypot(...values) || 1;
  return Float32Array.from(values, (value) => value / length);
}
