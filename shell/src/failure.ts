import { PART_FILE } from '../release/addresses.js';
import type { FileFault } from './part-files.js';

/** What is known of an error without a word of its message, which may hold what a person typed. */
export interface Sighting {
  /** The kind of error, e.g. `TypeError`. */
  name: string;
  /** Where it was thrown: `file:line:column`, of a file of the portal. */
  at?: string;
  /** The part whose code was at work, e.g. `mfe-chat`; the micro-frontend before what it shares. */
  part?: string;
  /** An element was being rendered. */
  isRendering: boolean;
}

/** One failure as it is told to the server and to the administrator. */
export interface FailureReport {
  kind: FileFault['kind'] | 'timeout' | 'mount' | 'runtime' | 'loop';
  micro_frontend: string;
  name: string;
  at?: string;
  trace_id: string;
}

const COMMON = new Set(['shared', 'shell']);

/** A name that a class of errors has; whatever else stands there may have been written by somebody. */
const ERROR_NAME = /^[A-Z][A-Za-z]{0,30}(Error|Exception)$/;

/** Looks at an error and its stack, of whichever browser. */
export function sight(error: unknown, file = ''): Sighting {
  const { name, stack } = error instanceof Error ? error : { name: '', stack: '' };
  const lines = [...(stack ?? '').split('\n'), file];
  const frames = lines.flatMap((line) => {
    const [, part = '', at = '', row, column] = PART_FILE.exec(line) ?? [];
    return part ? { part, at: `${at}:${row}:${column}` } : [];
  });
  const frame = frames.find(({ part }) => !COMMON.has(part)) ?? frames[0];
  return {
    name: ERROR_NAME.test(name) ? name : 'Error',
    ...(frame && { at: frame.at, part: frame.part }),
    // Lit's own step: whatever throws below it leaves an element half drawn.
    isRendering: lines.some((line) => /\bperformUpdate\b/.test(line)),
  };
}

/** 32 hexadecimal digits, as a trace of the W3C has them. */
export const newTraceId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
