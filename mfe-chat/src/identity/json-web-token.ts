/** One of the two readable parts of a token; nothing of what is none. Nothing of it is believed: the server checks it. */
function read(token: string, at: 0 | 1): Record<string, unknown> {
  try {
    const text = token.split('.')[at]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Whether it is what a partner's server says of its user, and has to be exchanged. */
export const isAssertion = (token: string): boolean => {
  const { typ } = read(token, 0);
  return typeof typ === 'string' && typ.toLowerCase().replace('application/', '') === 'partner+jwt';
};

/**
 * Milliseconds that a token lasts from its receipt on; nothing when it does not say. By its own beginning and end, so
 * that a clock which is wrong on this computer does not matter.
 */
export function lifetimeOf(token: string): number | undefined {
  const { iat, exp } = read(token, 1);
  if (typeof exp !== 'number') return undefined;
  const seconds = typeof iat === 'number' ? exp - iat : exp - Date.now() / 1000;
  return Math.max(0, seconds * 1000);
}
