// `npm run screenshots`: every page and state at 360, 768 and 1440 px, light and dark, into e2e/artifacts/screenshots;
// and the picture of the README. `-- --only name` takes a few of them (a regular expression), `--width` and `--scheme` one
// of each, `--locale de` another language (`ar-XB` runs from right to left).
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser, openPage } from './browser.js';
import { root } from '../shell/commands/root.js';
import { states } from './states/index.js';
import { startPlaces, stopPlaces } from './states/state.js';
import { speak } from './steps.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    width: { type: 'string', default: '' },
    scheme: { type: 'string', default: '' },
    locale: { type: 'string', default: 'en' },
  },
});
const folder = join(root, 'e2e/artifacts/screenshots');
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS: [number, number][] = [
  [360, 740],
  [768, 1024],
  [1440, 900],
];
const schemes = SCHEMES.filter((scheme) => scheme.includes(values.scheme));
const widths = WIDTHS.filter(([width]) => !values.width || String(width) === values.width);
const language = values.locale === 'en' ? '' : `-${values.locale}`;
const failed: string[] = [];

await mkdir(folder, { recursive: true });
const [places, browser] = await Promise.all([startPlaces(), openBrowser()]);

try {
  for (const [name, reach] of Object.entries(states)) {
    if (!new RegExp(values.only).test(name)) continue;
    for (const colorScheme of schemes) {
      for (const [width, height] of widths) {
        const viewport = { width, height };
        // A phone is touched.
        const { page, close } = await openPage(browser, {
          viewport,
          colorScheme,
          hasTouch: width === 360,
          // One that takes over a page lets what the page is about to send past what a state puts in its way.
          serviceWorkers: 'block',
        });
        const picture = `${name}-${width}-${colorScheme}${language}`;
        try {
          await reach(page, places);
          if (language) await speak(page, values.locale);
        } catch (error) {
          failed.push(picture);
          console.error(`${picture} was not reached: ${String(error)}`);
        }
        await page.screenshot({ path: join(folder, `${picture}.png`), animations: 'disabled' });
        if (picture === 'chat-source-1440-light')
          await page.screenshot({ path: join(root, 'docs/cited-answer.png'), animations: 'disabled' });
        await close();
      }
    }
    console.log(name);
  }
} finally {
  await browser.close();
  await stopPlaces(places);
}
if (failed.length) process.exitCode = 1;
