import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { configFrom, ConfigurationError } from '../config.js';
import { backUp } from './backup.js';
import { restore } from './restore.js';

const USAGE = `npm run backup [-- <file>]
npm run restore -- <file> [--force]

DATABASE_URL and DATA_DIR say which server, as at its start. BACKUP_PASSPHRASE seals the file.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const [command, given] = positionals;
  const config = configFrom(process.env);
  const passphrase = process.env['BACKUP_PASSPHRASE'] || undefined;
  if (command === 'backup' && !values.help) {
    const file = resolve(
      given ?? `voiceassist-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.backup`,
    );
    await backUp(config, file, passphrase);
    say(`Written: ${file}`);
    say(
      'It holds patient data, documents, accounts and the keys that sign tokens: keep it as you keep those.',
    );
    if (passphrase === undefined) say('It is not sealed. Set BACKUP_PASSPHRASE to encrypt it.');
  } else if (command === 'restore' && given && !values.help) {
    const { createdAt, keptIn } = await restore(config, resolve(given), { passphrase, force: values.force });
    say(`Restored what was kept on ${createdAt}. Start the server now.`);
    if (keptIn) say(`What was there before is in ${keptIn}: delete it when it is not needed any more.`);
  } else {
    say(USAGE);
    if (!values.help) process.exitCode = 2;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigurationError;
  process.stderr.write(`${known ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
});
