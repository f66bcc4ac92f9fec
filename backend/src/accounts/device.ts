import Bowser from 'bowser';

/** What a person recognises a sign-in by. */
export interface Device {
  browser: string | null;
  system: string | null;
}

/** More than any browser says of itself; the rest is not looked at. */
const MAX_USER_AGENT = 256;
const MAX_NAME = 60;

/** The browser and the system that a User-Agent header names; nothing of the header itself is kept. */
export function deviceOf(userAgent: string | undefined): Device {
  if (!userAgent) return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent.slice(0, MAX_USER_AGENT));
  return { browser: nameOf(browser.name), system: nameOf(os.name) };
}

const nameOf = (name: string | undefined): string | null => name?.trim().slice(0, MAX_NAME) || null;
