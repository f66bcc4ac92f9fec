import type { DraftStore } from '../draft.js';
import type { ContextRecord } from './clinical-context.js';
import { isEmptyContext } from './context-record.js';

/** Contexts at rest for the signed-in person, encrypted by their vault; on pages without one there are none. */
export class KeptContexts {
  constructor(private readonly store: () => DraftStore | undefined) {}

  /** What is kept under a name; nothing when it cannot be read. */
  async read(name: string): Promise<ContextRecord | undefined> {
    try {
      const value: unknown = JSON.parse((await this.store()?.read(name)) || 'null');
      const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isRecord ? (value as ContextRecord) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a context; an empty one, or none, leaves nothing. */
  write(name: string, context: ContextRecord | undefined): void {
    const text = context && !isEmptyContext(context) ? JSON.stringify(context) : '';
    // What could not be kept is in force on this page all the same.
    this.store()
      ?.write(name, text)
      .catch(() => undefined);
  }
}
