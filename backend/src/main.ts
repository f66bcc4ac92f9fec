import { mkdir } from 'node:fs/promises';
import { createApp } from './app.js';
import { configFrom, ConfigurationError } from './config.js';
import { openDatabase } from './db.js';
import { openKnowledge } from './knowledge/index.js';

async function main(): Promise<void> {
  const config = configFrom(process.env);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const database = await openDatabase(config);
  const app = await createApp({ config, database, openKnowledge });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= app
      .close()
      .then(() => database.close())
      .then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  // With the parent that started this one gone, nobody would stop it any more.
  process.once('disconnect', stop);
  await app.listen({ host: config.host, port: config.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  // A parent process that started this one with a channel learns when it can be reached.
  process.send?.({ type: 'listening', port });
}

/** What a person can do something about, in one line; everything else with its stack. */
function describe(error: unknown): string {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (error instanceof ConfigurationError) return message;
  if (code === 'EADDRINUSE') return `${message}. Stop what uses the port, or set PORT to another one.`;
  return stack ?? String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
