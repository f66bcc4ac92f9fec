/** A passage that has no vector yet, with what is embedded of it. */
export interface Unembedded {
  passageId: string;
  text: string;
}

/** The vectors of one model, a row for each passage; they go with their passages. */
export interface VectorStore {
  /** Passages without a vector of the model, and so many of all. */
  missing(limit: number): Promise<Unembedded[]>;
  put(vectors: { passageId: string; vector: Float32Array }[]): Promise<void>;
  /** The passages whose vectors are nearest, nearest first. */
  nearest(vector: Float32Array, limit: number): Promise<string[]>;
  counts(): Promise<{ passages: number; vectors: number }>;
  /** Another process put some. */
  refresh(): Promise<void>;
}
