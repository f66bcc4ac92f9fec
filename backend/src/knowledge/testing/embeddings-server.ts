import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { words } from '../terms.js';

const DIMENSIONS = 64;

/** An OpenAI-compatible endpoint whose vectors depend on the words of a text alone. */
export interface EmbeddingsServer {
  url: string;
  /** How many texts it was given. */
  readonly texts: number;
  /** Refuses everything from now on, or does not any more. */
  isBroken: boolean;
  close(): Promise<void>;
}

/** Starts one; words in one of `synonyms` are the same to it. */
export async function startEmbeddings(synonyms: string[][] = []): Promise<EmbeddingsServer> {
  const state = { texts: 0, isBroken: false };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (state.isBroken || request.url !== '/v1/embeddings') return response.writeHead(503).end();
      const { input } = JSON.parse(body) as { input: string[] };
      state.texts += input.length;
      // Some services answer in an order of their own.
      const data = input.map((text, index) => ({ index, embedding: vectorOf(text, synonyms) })).reverse();
      return response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function vectorOf(text: string, synonyms: string[][]): number[] {
  const vector = Array<number>(DIMENSIONS).fill(0);
  for (const word of words(text.toLowerCase())) {
    const same = synonyms.find((group) => group.includes(word))?.[0] ?? word;
    let hash = 0;
    for (const letter of same) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % DIMENSIONS;
    vector[hash] = (vector[hash] ?? 0) + 1;
  }
  return vector;
}
