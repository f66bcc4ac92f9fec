// `npm run -s portal -- <sub-command>`: publishes, releases, takes back and checks parts of a deployed portal; see docs/teams.md.
import { runPortal } from '../release/command.js';

process.exitCode = await runPortal(process.argv.slice(2), {
  environment: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stopped: new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  }),
});
