import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findPostgreSql, startPostgreSql } from '../backend/src/testing/postgresql.js';
import { freePort } from '../e2e/stack.js';
import { root } from '../shell/commands/root.js';

const SOCKETS = 1000;
const PEOPLE = 100;
const QUESTION = 'What is the first-line drug for type 2 diabetes?';
/** All ask once within this, two questions a minute each: far more than people ask. */
const ASKING_SECONDS = 30;
/** Sockets that are open before memory is first measured. */
const WARM_UP = 200;

/** A flood: sockets of one person, and how much each sends every ten milliseconds; people who ask meanwhile, one after the other. */
const FLOOD_SOCKETS = 4;
const FLOOD_BURST = 50;
const FLOOD_READERS = 90;
const FLOOD_SECONDS = 30;

/** The client's waits: full jitter up to 500 ms × 2ⁿ, and never more than this. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const SLOT = 250;

interface ClientSocket {
  on(event: 'message', hear: (data: Buffer) => void): void;
  on(event: 'open' | 'close' | 'error', hear: () => void): void;
  send(text: string): void;
  terminate(): void;
}

const backend = createRequire(join(root, 'backend/package.json'));
const WebSocket = createRequire(backend.resolve('@fastify/websocket'))('ws') as new (
  address: string,
) => ClientSocket;

interface Told {
  finish_reason?: string;
}

interface Backend {
  url: string;
  child: ChildProcess;
}

async function startBackend(dataDir: string, port: number, env: NodeJS.ProcessEnv = {}): Promise<Backend> {
  const child = fork(join(root, 'backend/src/main.ts'), {
    execArgv: ['--import', 'tsx'],
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      DEMONSTRATION: 'true',
      JWT_SECRET: 'a secret that several processes have',
      AUTH_ATTEMPTS_PER_MINUTE: '100000',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return { url: `http://127.0.0.1:${port}`, child };
}

async function kill({ child }: Backend): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function register(url: string): Promise<string[]> {
  const tokens: string[] = [];
  while (tokens.length < PEOPLE) {
    const answer = await fetch(`${url}/api/auth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        email: `${randomUUID()}@example.org`,
        password: 'a quite unusual phrase',
        first_name: 'Ada',
        last_name: 'Byron',
      }),
    });
    tokens.push(((await answer.json()) as { access_token: string }).access_token);
  }
  return tokens;
}

/** One window that stays at its conversation. */
class Client {
  readonly id: string;
  readonly #token: string;
  #socket: ClientSocket | undefined;
  #onDelta: () => void = () => undefined;
  #onComplete: () => void = () => undefined;
  #onClose: () => void = () => undefined;

  constructor(token: string, id: string = randomUUID()) {
    this.#token = token;
    this.id = id;
  }

  /** Resolves when the session has started; false when nobody answers. */
  connect(url: string): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/api/realtime/ws?token=${this.#token}`);
      socket.on('open', () => socket.send(JSON.stringify({ type: 'session.start', session_id: this.id })));
      socket.on('message', (data) => {
        const { type, messages } = JSON.parse(data.toString()) as { type: string; messages?: Told[] };
        // An answer that was whole before another process told of its question comes with it.
        const isWhole = type === 'session.resync' && messages?.at(-1)?.finish_reason === 'done';
        if (type === 'session.started') resolve(true);
        if (type === 'message.delta' || isWhole) this.#onDelta();
        if (type === 'message.complete' || isWhole) this.#onComplete();
      });
      socket.on('error', () => resolve(false));
      socket.on('close', () => {
        resolve(false);
        this.#onClose();
      });
      this.#socket = socket;
    });
  }

  ask(): void {
    const question = { type: 'message.send', session_id: this.id, content: QUESTION };
    this.#socket?.send(JSON.stringify({ ...question, client_message_id: randomUUID() }));
  }

  /** Asks for a conversation that nobody has: what costs the server most of what needs no answer. */
  begin(): void {
    this.#socket?.send(JSON.stringify({ type: 'session.start', session_id: randomUUID() }));
  }

  /** Milliseconds until the next answer's first delta, and until its end. */
  async answer(): Promise<{ first: number; whole: number }> {
    const started = performance.now();
    const since = () => performance.now() - started;
    // Both may come in one turn of the event loop.
    const delta = new Promise<number>((resolve) => (this.#onDelta = () => resolve(since())));
    const end = new Promise<number>((resolve) => (this.#onComplete = () => resolve(since())));
    const [first, whole] = await Promise.all([delta, end]);
    return { first, whole };
  }

  closed(): Promise<void> {
    return new Promise((resolve) => (this.#onClose = resolve));
  }

  /** Comes back as the client does; gives how often it tried. */
  async comeBack(url: string): Promise<number> {
    for (let tries = 0; ; tries += 1) {
      await pause(Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries));
      if (await this.connect(url)) return tries + 1;
    }
  }

  end(): void {
    this.#socket?.terminate();
  }
}

const percentile = (values: number[], share: number): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? NaN);

/** Resident memory of a process in kB. */
async function memoryOf({ child }: Backend): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
}

async function connectAll(clients: Client[], urls: string[]): Promise<void> {
  for (let at = 0; at < clients.length; at += 50) {
    await Promise.all(
      clients.slice(at, at + 50).map((client, n) => client.connect(urls[n % urls.length] ?? '')),
    );
  }
}

/** Every client asks once, at an even pace. */
async function askAll(
  asking: Client[],
  reading: Client[],
  seconds = ASKING_SECONDS,
): Promise<Awaited<ReturnType<Client['answer']>>[]> {
  const answers = reading.map(async (client, at) => {
    await pause((at / reading.length) * seconds * 1000);
    const answer = client.answer();
    asking[at]?.ask();
    return answer;
  });
  return Promise.all(answers);
}

/** 1,000 sockets at one backend with the embedded database: answers, memory, and a restart. */
async function runOne(dataDir: string) {
  const port = await freePort();
  let server = await startBackend(dataDir, port);
  try {
    const tokens = await register(server.url);
    const clients = Array.from({ length: SOCKETS }, (_, at) => new Client(tokens[at % PEOPLE] ?? ''));
    await connectAll(clients.slice(0, WARM_UP), [server.url]);
    const before = await memoryOf(server);
    await connectAll(clients.slice(WARM_UP), [server.url]);
    const after = await memoryOf(server);
    const answers = await askAll(clients, clients);
    const lost = Promise.all(clients.map((client) => client.closed()));
    await kill(server);
    await lost;
    const killed = performance.now();
    const back: number[] = [];
    const returning = clients.map(async (client) => {
      const tries = await client.comeBack(server.url);
      back.push(performance.now() - killed);
      return tries;
    });
    server = await startBackend(dataDir, port);
    const up = performance.now() - killed;
    const tries = await Promise.all(returning);
    const slots = new Map<number, number>();
    for (const time of back)
      slots.set(Math.floor(time / SLOT), (slots.get(Math.floor(time / SLOT)) ?? 0) + 1);
    for (const client of clients) client.end();
    return {
      sockets: SOCKETS,
      firstDeltaP50: percentile(
        answers.map(({ first }) => first),
        0.5,
      ),
      firstDeltaP95: percentile(
        answers.map(({ first }) => first),
        0.95,
      ),
      // Garbage of the start hides what the sockets take: neither figure is that of the sockets alone.
      memoryKb: { [WARM_UP]: before, [SOCKETS]: after },
      restart: {
        serverUp: Math.round(up),
        mostInOneSlotPercent: (100 * Math.max(...slots.values())) / SOCKETS,
        allBack: Math.round(Math.max(...back)),
        mostTries: Math.max(...tries),
      },
    };
  } finally {
    await kill(server);
  }
}

/** Half of the sockets at each of two processes; every question is asked at the one and read at the other. */
async function runTwo(dataDir: string) {
  const programs = findPostgreSql();
  if (!programs) return 'PostgreSQL is not installed';
  const postgreSql = await startPostgreSql(programs);
  const env = { DATABASE_URL: postgreSql.url };
  const servers = [await startBackend(dataDir, await freePort(), env)];
  try {
    servers.push(await startBackend(dataDir, await freePort(), env));
    const [one, other] = servers.map(({ url }) => url) as [string, string];
    const tokens = await register(one);
    const asking = Array.from({ length: SOCKETS / 2 }, (_, at) => new Client(tokens[at % PEOPLE] ?? ''));
    const reading = asking.map(({ id }, at) => new Client(tokens[at % PEOPLE] ?? '', id));
    await connectAll(asking, [one]);
    await connectAll(reading, [other]);
    const answers = await askAll(asking, reading);
    for (const client of [...asking, ...reading]) client.end();
    return {
      sockets: SOCKETS,
      firstDeltaAtTheOtherP50: percentile(
        answers.map(({ first }) => first),
        0.5,
      ),
      firstDeltaAtTheOtherP95: percentile(
        answers.map(({ first }) => first),
        0.95,
      ),
    };
  } finally {
    for (const server of servers) await kill(server);
    await postgreSql.stop();
  }
}

/** One person's sockets, which send as much as they can, and come back whenever they are closed. */
class Flood {
  frames = 0;
  closings = 0;
  #isOn = true;
  readonly #ended: Promise<unknown>;

  constructor(url: string, token: string) {
    this.#ended = Promise.all(Array.from({ length: FLOOD_SOCKETS }, () => this.#pour(url, token)));
  }

  async #pour(url: string, token: string): Promise<void> {
    while (this.#isOn) {
      const client = new Client(token);
      if (!(await client.connect(url))) continue;
      let isOpen = true;
      const closed = client.closed().then(() => (isOpen = false));
      for (; this.#isOn && isOpen; await pause(10)) {
        for (let n = 0; n < FLOOD_BURST; n += 1) client.begin();
        this.frames += FLOOD_BURST;
      }
      client.end();
      await closed;
      this.closings += this.#isOn ? 1 : 0;
    }
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    await this.#ended;
  }
}

/** What other people wait for their first words, alone and beside one person who floods the same process. */
async function runFlood(dataDir: string) {
  const server = await startBackend(dataDir, await freePort());
  try {
    const [flooder = '', ...tokens] = await register(server.url);
    const clients = tokens.slice(0, FLOOD_READERS).map((token) => new Client(token));
    await connectAll(clients, [server.url]);
    const first = async () => (await askAll(clients, clients, FLOOD_SECONDS)).map((answer) => answer.first);
    // Until the demonstration is indexed and what is used often is compiled.
    await first();
    const alone = await first();
    const flood = new Flood(server.url, flooder);
    const beside = await first();
    await flood.stop();
    for (const client of clients) client.end();
    return {
      questions: FLOOD_READERS,
      framesPerSecond: Math.round(flood.frames / FLOOD_SECONDS),
      timesClosed: flood.closings,
      firstDeltaAlone: { p50: percentile(alone, 0.5), p95: percentile(alone, 0.95) },
      firstDeltaBesideFlood: { p50: percentile(beside, 0.5), p95: percentile(beside, 0.95) },
    };
  } finally {
    await kill(server);
  }
}

/** What `--only` may name. */
const PARTS: Record<string, (dataDir: string) => Promise<unknown>> = {
  oneProcess: runOne,
  twoProcesses: runTwo,
  flood: runFlood,
};

/** `npm run bench -- realtime`; times in milliseconds. */
export async function runRealtime(only = Object.keys(PARTS)) {
  const dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-bench-'));
  const results: Record<string, unknown> = {};
  try {
    for (const name of only) results[name] = await PARTS[name]?.(join(dataDir, name));
    return results;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
