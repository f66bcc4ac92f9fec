import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { registryProblem } from '../shell/commands/examples/serve.js';
import { openBrowser, openPage } from './browser.js';
import { codeBlocks, patched, type CodeBlock } from './code-blocks.js';
import { askThere, readSource } from './partner-steps.js';
import { root } from '../shell/commands/root.js';
import { freePort, startStack, type Stack } from './stack.js';

const DOCUMENT = join(root, 'docs/partners.md');
const PAGE = 'http://localhost:5175';

/** The servers that the document shows, and the same files where they can be copied. */
const SERVERS = [
  { name: 'Node', program: 'node', copy: 'examples/plain/server.mjs' },
  {
    name: 'Python',
    program: 'python3',
    copy: 'examples/token-endpoint/server.py',
    signer: { what: 'the package cryptography', probe: ['-c', 'import cryptography'] },
  },
  {
    name: 'PHP',
    program: 'php',
    copy: 'examples/token-endpoint/server.php',
    signer: { what: 'the extension sodium', probe: ['-r', "exit(extension_loaded('sodium') ? 0 : 1);"] },
  },
];

/** Whether a program can be run so. */
const runs = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/** Somebody who has an empty folder, docs/partners.md, and `npm start` running. */
describe('a newcomer who follows docs/partners.md word by word', () => {
  let stack: Stack;
  let blocks: CodeBlock[];
  before(async () => {
    [stack, blocks] = await Promise.all([startStack(), codeBlocks(DOCUMENT)]);
  });
  after(() => stack.stop());

  /** The files below headings that say this. */
  const filesOf = (heading: string) =>
    blocks.filter(({ file, headings }) => file && headings.some((each) => each.includes(heading)));

  const commandsOf = (heading: string) =>
    blocks
      .filter(({ language, headings }) => language === 'sh' && headings.at(-1) === heading)
      .map(({ code }) => code.trim());

  async function writeFiles(files: readonly CodeBlock[], folder: string): Promise<void> {
    for (const { file, code } of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), code);
    }
  }

  /** Starts a server in a process group of its own; what it says is kept for whoever finds it silent. */
  function startServer(command: string, cwd: string, env = process.env) {
    const child = spawn('sh', ['-c', command], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = { child, said: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (server.said += String(part)));
    return server;
  }
  type Server = ReturnType<typeof startServer>;

  function stopServer({ child: { pid, exitCode, signalCode } }: Server): void {
    // What npm started is in its group.
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid);
  }

  async function waitFor(url: string, server: Server): Promise<void> {
    for (let left = 400; left > 0 && server.child.exitCode === null; left -= 1) {
      if (await fetch(url).catch(() => undefined)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Nothing answers at ${url} (ended with ${server.child.exitCode}): ${server.said}`);
  }

  /** Opens the page of the document, which is served elsewhere in truth, and asks there. */
  async function readsAnswer(url: string): Promise<void> {
    const browser = await openBrowser({
      reroute: { 'http://localhost:5173': stack.portal, 'http://localhost:8000': stack.api, [PAGE]: url },
    });
    try {
      const { page, assertQuiet } = await openPage(browser);
      await page.goto(PAGE);
      await askThere(page);
      assert.match(await readSource(page), /metformin/i);
      assert.equal(await page.locator('#problem').innerText(), '');
      assertQuiet();
    } finally {
      await browser.close();
    }
  }

  /** Runs what the document says to run. Only the port is another: the one of the document may be taken. */
  async function follow(
    command: string,
    folder: string,
    own: NodeJS.ProcessEnv = {},
  ): Promise<{ url: string; server: Server }> {
    const port = await freePort();
    // Alone, PHP's own server answers nobody while a browser holds a connection open that it has not used yet.
    const env = { ...process.env, PORT: String(port), PHP_CLI_SERVER_WORKERS: '4', ...own };
    const server = startServer(command.trim().replace('localhost:5175', `localhost:${port}`), folder, env);
    const url = `http://localhost:${port}`;
    await waitFor(url, server);
    return { url, server };
  }

  /** What an administrator does with the key that he is given; gives the id of the partner. */
  async function addPartner(publicKey: string): Promise<string> {
    const call = async (path: string, body: unknown, token = '') => {
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
      const response = await fetch(stack.api + path, { method: 'POST', headers, body: JSON.stringify(body) });
      assert.ok(response.ok, `${path} answered ${response.status}`);
      return (await response.json()) as { access_token: string; partner: { id: string } };
    };
    const known = { email: 'admin@voiceassist.example', password: 'try-voiceassist' };
    const { access_token: token } = await call('/api/auth/login', known);
    const wanted = { name: 'Ward 7', allowed_origins: [PAGE], public_key: publicKey };
    return (await call('/api/admin/partners', wanted, token)).partner.id;
  }

  for (const { name, program, signer } of SERVERS) {
    const hasProgram = runs(program, '--version');
    it(
      `reads a cited answer, from an empty folder, with a server in ${name}`,
      { skip: hasProgram ? false : `${program} is not installed` },
      async () => {
        const folder = await mkdtemp(join(tmpdir(), 'voiceassist-newcomer-'));
        await writeFiles([...filesOf('The page'), ...filesOf(name)], folder);
        const { url, server } = await follow(commandsOf(name)[0] ?? '', folder);
        try {
          await readsAnswer(url);
        } finally {
          stopServer(server);
          await rm(folder, { recursive: true });
        }
      },
    );

    const lacks = [
      ...(hasProgram ? [] : [program]),
      ...(runs('openssl', 'version') ? [] : ['openssl']),
      ...(hasProgram && signer && !runs(program, ...signer.probe) ? [signer.what] : []),
    ];
    it(
      `reads a cited answer with a key pair, and a server in ${name}`,
      { skip: lacks.length > 0 && `${lacks.join(' and ')} is not installed` },
      async () => {
        const folder = await mkdtemp(join(tmpdir(), 'voiceassist-newcomer-'));
        const [server] = filesOf(name) as [CodeBlock];
        const change = filesOf('With a key pair').find(({ file }) => file === server.file);
        await writeFiles(
          [...filesOf('The page'), { ...server, code: patched(server.code, change?.code ?? '') }],
          folder,
        );
        const [makeKey = ''] = commandsOf('With a key pair');
        assert.equal(spawnSync('sh', ['-ec', makeKey], { cwd: folder }).status, 0);
        const id = await addPartner(await readFile(join(folder, 'partner-key.pub'), 'utf8'));
        const started = await follow(commandsOf(name)[0] ?? '', folder, { PARTNER_ID: id });
        try {
          await readsAnswer(started.url);
        } finally {
          stopServer(started.server);
          await rm(folder, { recursive: true });
        }
      },
    );

    it(`finds the same server among the examples: ${name}`, async () => {
      const copy = SERVERS.find((each) => each.name === name)?.copy ?? '';
      assert.equal(filesOf(name)[0]?.code, await readFile(join(root, copy), 'utf8'));
    });
  }

  it('reads a cited answer, from what `npm create vite` makes, and builds it', async (test) => {
    const folder = await mkdtemp(join(tmpdir(), 'voiceassist-newcomer-'));
    const [begin = '', ...starts] = commandsOf('With Vite');
    const begun = spawnSync('sh', ['-ec', begin], {
      cwd: folder,
      encoding: 'utf8',
      // npm asks whether it may get create-vite, and notices after a minute that a registry is away.
      env: { ...process.env, npm_config_yes: 'true', npm_config_fetch_retry_mintimeout: '1000' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const problem = begun.status === 0 ? undefined : registryProblem(begun.stdout + begun.stderr);
    if (problem) {
      test.skip(problem);
      await rm(folder, { recursive: true });
      return;
    }
    assert.equal(begun.status, 0, begun.stdout + begun.stderr);

    const project = join(folder, 'handbook');
    await writeFiles([...filesOf('With Vite'), ...filesOf('Node')], project);
    // The ports of the document may be taken.
    const [pagePort, serverPort] = [await freePort(), await freePort()];
    const elsewhere = (text: string) =>
      text.replaceAll('5175', String(pagePort)).replaceAll('5176', String(serverPort));
    const config = join(project, 'vite.config.ts');
    await writeFile(config, elsewhere(await readFile(config, 'utf8')));
    const servers = starts.map((command) => startServer(elsewhere(command), project));
    const [tokens, page] = servers as [Server, Server];
    try {
      const url = `http://localhost:${pagePort}`;
      await Promise.all([waitFor(url, page), waitFor(`http://localhost:${serverPort}`, tokens)]);
      await readsAnswer(url);
      const built = spawnSync('npm', ['run', 'build'], { cwd: project, encoding: 'utf8' });
      assert.equal(built.status, 0, built.stdout + built.stderr);
    } finally {
      servers.forEach(stopServer);
      await rm(folder, { recursive: true });
    }
  });

  it('finds the same page among the examples', async () => {
    const files = filesOf('The page');
    assert.ok(files.length > 0);
    for (const { file, code } of files)
      assert.equal(code, await readFile(join(root, 'examples/plain', file), 'utf8'), file);
  });
});
