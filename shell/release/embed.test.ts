import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as v from 'valibot';
import { endCanary, startCanary } from './canary.js';
import { runPortal } from './command.js';
import { composeOnLive } from './compose.js';
import { deploy } from './deploy.js';
import { embedSchema, type Embed } from './embed.js';
import { isReleaseError } from './errors.js';
import { framePage } from './frame-page.js';
import { promote, rollback } from './promote.js';
import { prune } from './prune.js';
import { publish } from './publish.js';
import { integrityOf, requireRelease } from './release.js';
import { builtPart } from './testing/built-part.js';
import { hasNginx } from './testing/nginx.js';
import { behindNginx, builtIn, fromBucket, type Site } from './testing/sites.js';
import { inspectRelease } from './verify.js';

const FRAME = `<!doctype html>
<script>
  first();
</script>
<script type="module" src="./frame.js"></script>
`;
const environment = { VITE_API_URL: 'https://api.example.org' };
const HASHED = /^import"\.\.\/([0-9a-f]{20})\/va-chat\.js";\n$/;
let root: string;
let shell: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'voiceassist-embed-'));
  shell = await builtPart(root, 'shell');
});
after(() => rm(root, { recursive: true }));

/** The part that brings the chat, as its build leaves it. */
async function chat(code: string, version = '1.0.0'): Promise<string> {
  const record = { version, embed: 'embed/va-chat.js', frame: 'embed/frame.html' };
  const folder = await builtPart(root, 'mfe-chat', record);
  await mkdir(join(folder, 'embed'));
  const scripts = [
    { fileName: 'va-chat.js', code: `import("./late.js");${code}`, imports: [] },
    { fileName: 'late.js', code: `export const late = '${code}';`, imports: [] },
    { fileName: 'frame.js', code: 'import "./va-chat.js";', imports: ['va-chat.js'] },
  ];
  for (const { fileName, code: text } of scripts) await writeFile(join(folder, 'embed', fileName), text);
  await writeFile(join(folder, 'embed/frame.html'), framePage(FRAME, scripts));
  return folder;
}

async function get(site: Site, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(site.url + path, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const evergreenHash = async (site: Site, path = '/embed/v1/va-chat.js', headers = {}) =>
  HASHED.exec((await get(site, path, headers)).text)?.[1];

/** A bucket's pointer is asked for once a second. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const from = Date.now();
  while (!(await holds())) if (Date.now() - from > 5000) assert.fail('not within 5 s');
}

function servesTheChat(start: () => Promise<Site>): void {
  let site: Site;
  let first: string;
  let hash: string;
  before(async () => {
    site = await start();
    const { release } = await deploy(site.store, [shell, await chat('first')], { environment });
    first = release.id;
    hash = release.parts['@voiceassist/mfe-chat'] ?? '';
  });
  after(() => site.close());

  it('gives each file of a build to every page, for ever, packed for those who can unpack', async () => {
    for (const file of ['va-chat.js', 'late.js']) {
      for (const [encoding, packed] of [
        ['br', 'br'],
        ['identity', null],
      ] as const) {
        const { status, headers, text } = await get(site, `/embed/${hash}/${file}`, {
          origin: 'https://partner.example',
          'accept-encoding': encoding,
        });
        assert.deepEqual([status, headers.get('content-encoding')], [200, packed], file);
        assert.match(text, /first/);
        assert.match(headers.get('content-type') ?? '', /^text\/javascript/);
        assert.equal(headers.get('access-control-allow-origin'), '*');
        assert.equal(headers.get('access-control-allow-credentials'), null);
        assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
        assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable');
        assert.equal(headers.get('x-content-type-options'), 'nosniff');
        assert.match(headers.get('vary') ?? '', /Accept-Encoding/);
      }
    }
  });

  it('names at the evergreen address the build of the live release, and says by an ETag that it is still the same', async () => {
    const { status, headers, text } = await get(site, '/embed/v1/va-chat.js');
    assert.equal(status, 200);
    assert.equal(HASHED.exec(text)?.[1], hash);
    assert.match(headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(headers.get('cache-control'), 'no-cache');
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
    const again = await get(site, '/embed/v1/va-chat.js', { 'if-none-match': headers.get('etag') ?? '' });
    assert.deepEqual([again.status, again.text], [304, '']);
    assert.equal(again.headers.get('access-control-allow-origin'), '*');
  });

  it('says in JSON what a page needs, with the hash of every byte', async () => {
    const { status, headers, text } = await get(site, '/embed/v1/embed.json');
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
    const embed = v.parse(embedSchema, JSON.parse(text));
    assert.equal(embed.evergreen, `${site.url}/embed/v1/va-chat.js`);
    assert.equal(embed.script.src, `${site.url}/embed/${hash}/va-chat.js`);
    assert.equal(embed.frame, `${site.url}/embed/${hash}/frame.html`);
    assert.equal(embed.files.length, 4);
    for (const { url, integrity } of embed.files)
      assert.equal(integrityOf(await (await fetch(url)).text()), integrity, url);
    const { integrity } = embed.script;
    assert.ok(embed.snippets.pinned.includes(`integrity="${integrity}" crossorigin`));
    const [, map = '{}'] = /<script type="importmap">(.*?)<\/script>/.exec(embed.snippets.whole) ?? [];
    const { integrity: checked } = JSON.parse(map) as { integrity: Record<string, string> };
    const scripts = embed.files.filter((file) => file.url !== embed.frame);
    assert.deepEqual(checked, Object.fromEntries(scripts.map((file) => [file.url, file.integrity])));
  });

  it('lets every site show the page of the frame, which names each script with its hash and reaches the API alone', async () => {
    const { status, headers, text } = await get(site, `/embed/${hash}/frame.html`);
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/html/);
    assert.equal(headers.get('x-frame-options'), null);
    assert.equal(headers.get('cache-control'), 'no-cache');
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(headers.get('integrity-policy'), 'blocked-destinations=(script)');
    const [, map = '{}'] = /<script type="importmap">(.*?)<\/script>/.exec(text) ?? [];
    const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
    for (const name of ['va-chat.js', 'late.js', 'frame.js']) {
      const file = await get(site, `/embed/${hash}/${name}`);
      assert.equal(integrity[`./${name}`], integrityOf(file.text), name);
    }
    for (const markup of [
      `<link rel="modulepreload" href="./va-chat.js" integrity="${integrity['./va-chat.js']}" />`,
      `<script type="module" src="./frame.js" integrity="${integrity['./frame.js']}"></script>`,
    ])
      assert.ok(text.includes(markup), markup);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      `script-src 'self' '${integrityOf('\n  first();\n')}' '${integrityOf(map)}';`,
      'connect-src https://api.example.org wss://api.example.org;',
      'frame-ancestors *;',
    ])
      assert.ok(policy.includes(part), `${part} in ${policy}`);
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    const again = await get(site, `/embed/${hash}/frame.html`, known);
    assert.deepEqual([again.status, again.text], [304, '']);
  });

  it('sends the same page of the frame with another policy when the release that is live speaks to another API', async () => {
    const frame = (known = {}) => get(site, `/embed/${hash}/frame.html`, known);
    const before = await frame();
    const moved = await composeOnLive(site.store, {}, { VITE_API_URL: 'https://moved.example.org' });
    await promote(site.store, moved.id, first);
    const reaches = async (host: string) =>
      (await frame()).headers
        .get('content-security-policy')
        ?.includes(`connect-src https://${host} wss://${host};`) ?? false;
    await until(() => reaches('moved.example.org'));
    const after = await frame({ 'if-none-match': before.headers.get('etag') ?? '' });
    assert.deepEqual([after.status, after.text], [200, before.text]);
    await rollback(site.store);
    await until(() => reaches('api.example.org'));
  });

  it('never answers with a page', async () => {
    const unknown = '0123456789abcdef0123';
    for (const path of [
      `/embed/${hash}/gone.js`,
      `/embed/${hash}/mfe.json`,
      `/embed/${hash}/../mfe.json`,
      `/embed/${hash}/..%2fmfe.json`,
      `/embed/${hash}/`,
      `/embed/${hash}`,
      `/embed/${unknown}/va-chat.js`,
      `/embed/${unknown}/frame.html`,
      `/parts/mfe-chat/${hash}/embed/frame.html`,
      '/embed/v1/frame.html',
      '/embed/v1/gone.js',
      '/embed/v1/',
      '/embed/v1',
      '/embed/v2/va-chat.js',
      '/embed/v1x/va-chat.js',
      '/embed/',
    ]) {
      const { status, text, headers } = await get(site, path);
      assert.equal(status, 404, path);
      assert.doesNotMatch(text, /importmap|"files"/, path);
      assert.doesNotMatch(headers.get('cache-control') ?? '', /immutable/, path);
    }
  });

  it('follows a deploy, a canary for a share of sites, a role and a roll-back', async () => {
    const second = await publish(site.store, await chat('second'));
    const { id } = await composeOnLive(site.store, { [second.name]: second.hash }, environment);
    await startCanary(site.store, id, { share: 50 });
    const sites = Array.from({ length: 40 }, (_, at) => `https://partner-${at}.example`);
    const shown = () => Promise.all(sites.map((origin) => evergreenHash(site, undefined, { origin })));
    await until(async () => (await shown()).includes(second.hash));
    const all = await shown();
    assert.ok(all.includes(hash), 'some sites keep what is live');
    assert.deepEqual(await shown(), all, 'a site always gets the same');
    assert.equal(await evergreenHash(site), hash);
    await startCanary(site.store, id, { role: 'admin' });
    await until(
      async () => (await evergreenHash(site, undefined, { cookie: 'va_role=admin' })) === second.hash,
    );
    assert.equal(await evergreenHash(site, undefined, { origin: 'https://partner-1.example' }), hash);
    await endCanary(site.store);
    await promote(site.store, id, first);
    await until(async () => (await evergreenHash(site)) === second.hash);
    await rollback(site.store);
    await until(async () => (await evergreenHash(site)) === hash);
    // Pages that name the build go on with it.
    assert.equal((await get(site, `/embed/${second.hash}/va-chat.js`)).status, 200);
  });

  it('goes on with the last build of a major version when the next one comes, until it is ended', async () => {
    const { release } = await deploy(site.store, [await chat('breaks', '2.0.0')], { environment });
    const next = release.parts['@voiceassist/mfe-chat'] ?? '';
    await until(async () => (await evergreenHash(site, '/embed/v2/va-chat.js')) === next);
    assert.equal(await evergreenHash(site), hash);
    const { text } = await get(site, '/embed/v1/embed.json');
    assert.equal((JSON.parse(text) as Embed).hash, hash);
    const ended = await composeOnLive(site.store, { '@voiceassist/embed@1': null }, environment);
    await promote(site.store, ended.id, release.id);
    await until(async () => (await get(site, '/embed/v1/va-chat.js')).status === 404);
    assert.equal(await evergreenHash(site, '/embed/v2/va-chat.js'), next);
    await rollback(site.store);
    await until(async () => (await evergreenHash(site)) === hash);
  });
}

describe('the chat for other pages, from the built-in server', () => {
  servesTheChat(builtIn);
});

describe('the chat for other pages, from the built-in server of a bucket', () => {
  servesTheChat(fromBucket);
});

describe(
  'the chat for other pages, from nginx',
  { skip: !hasNginx && 'Debian: apt-get install nginx libnginx-mod-http-brotli-static' },
  () => {
    servesTheChat(behindNginx);

    it('is there without the portal process, also for a site that was never seen', async () => {
      const site = await behindNginx();
      try {
        const { release } = await deploy(site.store, [shell, await chat('alone')], { environment });
        const hash = release.parts['@voiceassist/mfe-chat'];
        assert.equal(await evergreenHash(site), hash);
        const frame = await get(site, `/embed/${hash}/frame.html`);
        await site.endPortal();
        const from = Date.now();
        await until(async () => {
          for (const headers of [{}, { origin: 'https://new.example' }])
            assert.equal(await evergreenHash(site, undefined, headers), hash);
          return Date.now() - from > 2000;
        });
        assert.equal((await get(site, `/embed/${hash}/va-chat.js`)).status, 200);
        const kept = await get(site, `/embed/${hash}/frame.html`);
        assert.equal(kept.text, frame.text);
        assert.equal(
          kept.headers.get('content-security-policy'),
          frame.headers.get('content-security-policy'),
        );
      } finally {
        await site.close();
      }
    });
  },
);

describe('the chat for other pages, in the store', () => {
  let site: Site;
  before(async () => (site = await builtIn()));
  after(() => site.close());

  it('is no file of the portal’s own page', async () => {
    const { release } = await deploy(site.store, [shell, await chat('apart')], { environment });
    const page = (await site.store.read(`releases/${release.id}.html`))?.toString() ?? '';
    assert.match(page, /mfe-chat\/[0-9a-f]+\/main\.js/);
    assert.doesNotMatch(page, /\/embed\//);
  });

  it('is checked with the release, and kept as long as it is answered with, also the last of an earlier major', async () => {
    const one = await deploy(site.store, [shell, await chat('kept')], { environment });
    const hash = one.release.embeds?.['1'] ?? '';
    const two = await deploy(site.store, [await chat('breaks', '2.0.0')], { environment });
    assert.deepEqual(Object.keys(two.release.embeds ?? {}), ['1', '2']);
    await prune(site.store, { keep: 0, days: 0, atOnce: true });
    assert.equal((await get(site, `/embed/${hash}/late.js`)).status, 200);
    assert.deepEqual((await inspectRelease(site.store, two.release.id)).faults, []);
    await site.store.write(`parts/mfe-chat/${hash}/embed/late.js`, 'evil');
    const { faults } = await inspectRelease(site.store, two.release.id);
    assert.deepEqual(faults, ['@voiceassist/mfe-chat: embed/late.js has changed. Publish it again.']);
    await site.store.write(`parts/mfe-chat/${hash}/embed/frame.html`, 'evil');
    assert.equal((await inspectRelease(site.store, two.release.id)).faults.length, 2);
    const three = await composeOnLive(site.store, {}, { ...environment, VITE_ENABLE_VOICE: 'true' });
    await assert.rejects(promote(site.store, three.id, two.release.id), (error) =>
      isReleaseError(error, 'refused'),
    );
    await publish(site.store, await chat('kept'));
    await promote(site.store, three.id, two.release.id);
    assert.deepEqual((await requireRelease(site.store, three.id)).embeds, two.release.embeds);
  });

  it('is printed with its hash by publish, deploy and status', async () => {
    const folder = await chat('printed');
    const run = async (...args: string[]) => {
      let said = '';
      const code = await runPortal([...args, '--store', site.folder], {
        environment: { ...environment, VOICEASSIST_PORTAL_URL: 'https://portal.hospital.example/' },
        out: (text) => (said += text),
        err: () => undefined,
      });
      assert.equal(code, 0);
      return said;
    };
    const integrity = integrityOf('import("./late.js");printed');
    const snippet = new RegExp(
      `<script type="module" src="https://portal\\.hospital\\.example/embed/[0-9a-f]{20}/va-chat\\.js" integrity="${integrity.replace(/[+/]/g, '\\$&')}" crossorigin></script>`,
    );
    assert.match(await run('publish', folder), snippet);
    assert.match(await run('deploy', shell, folder), snippet);
    assert.match(await run('status'), snippet);
    const { live } = JSON.parse(await run('status', '--json')) as { live: { embeds: Embed[] } };
    assert.ok(live.embeds.some((embed) => embed.script.integrity === integrity));
  });
});
