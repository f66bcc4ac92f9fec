/** A part that is taken from a development server on this computer. */
export interface Override {
  name: string;
  /** Of the development server, e.g. `http://localhost:5180`. */
  origin: string;
}

const PARAMETER = 'override';
const KEY = 'va-overrides';
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/** The overrides of this tab; those that the address asks for (`?override=mfe-chat@http://localhost:5180`) are kept, and leave it. */
export function readOverrides(url: URL, storage: Storage): Override[] {
  const asked = url.searchParams.getAll(PARAMETER);
  const kept = parse(storage.getItem(KEY) ?? '[]').flatMap((each) => overrideOf(each) ?? []);
  if (!asked.length) return kept;
  const all = new Map(kept.map((override) => [override.name, override]));
  for (const text of asked) {
    const override = overrideOf(text);
    if (override) all.set(override.name, override);
  }
  storage.setItem(KEY, JSON.stringify([...all.values()].map(({ name, origin }) => `${name}@${origin}`)));
  url.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', url);
  return [...all.values()];
}

/** Forgets them; the page shows the release again when it is loaded anew. */
export const clearOverrides = (storage: Storage): void => storage.removeItem(KEY);

/** Only servers of this computer: a link that somebody sends leads to no other. */
function overrideOf(text: string): Override | undefined {
  const [, part = '', address = ''] = /^(?:@voiceassist\/)?([a-z-]+)@(.+)$/.exec(text) ?? [];
  if (!part || !URL.canParse(address)) return undefined;
  const { protocol, hostname, origin } = new URL(address);
  if (!/^https?:$/.test(protocol) || !LOCAL.includes(hostname)) return undefined;
  return { name: `@voiceassist/${part}`, origin };
}

function parse(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
