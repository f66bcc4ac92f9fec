import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

/** A running backend. */
export interface Backend {
  process: ChildProcess;
  /** Ends it in order; resolves when it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts the reference backend and resolves when it listens. Its log goes to `backend.log` in the data directory.
 * `watch` starts it again at every change of its code.
 */
export async function startBackend(
  environment: NodeJS.ProcessEnv & { PORT: string; DATA_DIR: string },
  { watch = false } = {},
): Promise<Backend> {
  mkdirSync(environment.DATA_DIR, { recursive: true });
  const logFile = join(environment.DATA_DIR, 'backend.log');
  const child = spawn(
    process.execPath,
    [...(watch ? ['--watch', '--watch-preserve-output'] : []), '--import', 'tsx', 'backend/src/main.ts'],
    {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
    },
  );
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  let complaint = '';
  child.stdout?.pipe(log, { end: false });
  child.stderr?.on('data', (chunk: Buffer) => {
    log.write(chunk);
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      if ((message as { type?: string }).type === 'listening') resolve();
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(new Error(`The backend did not start.\n${complaint.trim()}\nIts log: ${logFile}`)),
    );
  });
  return {
    process: child,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}
