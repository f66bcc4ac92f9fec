import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server that runs as a process of its own. */
export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** Ends it without a word. */
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('scripted-process.ts', import.meta.url));

/** Starts a server with scripted answers in a process of its own. */
export async function startProcess(env: Record<string, string>): Promise<ServerProcess> {
  const child = fork(script, {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', AUTH_ATTEMPTS_PER_MINUTE: '10000', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return {
    url,
    child,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
