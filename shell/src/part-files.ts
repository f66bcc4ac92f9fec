import { inTurn } from '../release/addresses.js';
import { releaseMap } from './release-map.js';

/** One file of a part: where it is, and the hash that its bytes must have. */
interface PartFile {
  href: string;
  integrity: string;
}

/** What was wrong with a file when it was asked for again. */
export interface FileFault {
  kind: 'load' | 'integrity';
  name: string;
  /** The file, as a report names it. */
  at: string;
}

/** Longer than that is no answer. */
const PATIENCE_MS = 2_500;

function filesOf(part: string, turn: number): PartFile[] {
  const { imports, integrity } = releaseMap();
  const folder = imports[part] && inTurn(imports[part], turn).replace(/[^/]*$/, '');
  return Object.entries(integrity)
    .filter(([href]) => folder && href.startsWith(folder))
    .map(([href, hash]) => ({ href, integrity: hash }));
}

/**
 * Asks for a part's files anew, past the cache, and says what is wrong with the first that is not whole. A damaged file
 * stays in the browser's cache for as long as its address is good, which is for ever.
 */
export async function renewFiles(part: string, turn: number): Promise<FileFault | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const faults = await Promise.all(filesOf(part, turn).map((file) => inspect(file, signal)));
  return faults.find(Boolean);
}

async function inspect({ href, integrity }: PartFile, signal: AbortSignal): Promise<FileFault | undefined> {
  const options = { cache: 'reload', signal } as const;
  const isScript = (answer: Response) => answer.headers.get('Content-Type')?.includes('javascript');
  const whole = await fetch(href, { ...options, integrity }).catch(() => undefined);
  if (whole?.ok && isScript(whole)) return undefined;
  const at = href.split('/').pop() ?? '';
  try {
    const answer = await fetch(href, options);
    if (!answer.ok) return { kind: 'load', name: `HTTP${answer.status}`, at };
    return isScript(answer)
      ? { kind: 'integrity', name: 'IntegrityError', at }
      : { kind: 'load', name: 'ContentTypeError', at };
  } catch {
    return { kind: 'load', name: signal.aborted ? 'TimeoutError' : 'NetworkError', at };
  }
}
