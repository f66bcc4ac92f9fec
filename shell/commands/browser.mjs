// Finds a Chromium for the browser tests; installs Debian's where that needs no question. A test's is the headless shell, the
// same engine without the windows that nobody sees: it opens a page with less than half of the work.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const SHELL = '/usr/lib/chromium/chromium-headless-shell';

const WHOLE_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const FIREFOX_PLACES = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** The path of a Chromium as people have it, when there is one. */
export const findWholeBrowser = () => WHOLE_PLACES.find((place) => existsSync(place));

/** The path of a Firefox, when there is one. */
export const findFirefox = () => FIREFOX_PLACES.find((place) => place && existsSync(place));

/** Command-line options for a quiet headless browser; root has no sandbox. */
export const browserArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * The path of a Chromium; ends the process with the one command to run when there is none.
 * @param {{install?: boolean}} [options]
 * @returns {string}
 */
export function findBrowser({ install = false } = {}) {
  const find = () =>
    [process.env.CHROME_PATH, SHELL].find((place) => place && existsSync(place)) ?? findWholeBrowser();
  const found = find();
  if (found) return found;
  if (install && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests …');
    const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    // Not every Debian has the shell.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      if (!find()) spawnSync('apt-get', ['install', '-y', '-qq', name], options);
    }
    const installed = find();
    if (installed) return installed;
  }
  console.error(
    'No Chromium found for the browser tests. Run `sudo apt-get install chromium`, or set CHROME_PATH to a Chrome.',
  );
  return process.exit(1);
}
