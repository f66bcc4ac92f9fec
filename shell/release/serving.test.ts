import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { endCanary, startCanary } from './canary.js';
import { composeOnLive } from './compose.js';
import { deploy } from './deploy.js';
import { rollback } from './promote.js';
import { publish } from './publish.js';
import { folderStore } from './store.js';
import { builtPart } from './testing/built-part.js';
import { hasNginx } from './testing/nginx.js';
import { behindNginx, builtIn, fromBucket, type Site } from './testing/sites.js';
import { underDeploys } from './testing/page-loads.js';

const environment = { VITE_API_URL: 'https://api.example.org' };
let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'voiceassist-serving-'));
});
after(() => rm(root, { recursive: true }));

/** The page of a load, as a tab sees it. */
async function load(site: Site, address = '/chat', cookie?: string, encoding = 'br') {
  const headers = { 'accept-encoding': encoding, ...(cookie ? { cookie } : {}) };
  const response = await fetch(site.url + address, { headers });
  const text = await response.text();
  const information = /id="va-release">(.*?)<\/script>/.exec(text)?.[1];
  const release = JSON.parse(information ?? '{}') as { id?: string; channel?: string };
  return { status: response.status, headers: response.headers, text, ...release };
}

const RULES = [
  'content-security-policy',
  'integrity-policy',
  'cross-origin-opener-policy',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
  'cache-control',
];

/** Asks for an address as it stands; `fetch` would put it in order. */
const rawly = (site: Site, path: string) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const { hostname: host, port } = new URL(site.url);
    request({ host, port, path, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    })
      .on('error', reject)
      .end();
  });

/** Loads again until a condition holds; how long that took. */
async function until(holds: () => Promise<boolean>, limit = 5000): Promise<number> {
  const from = Date.now();
  while (!(await holds())) if (Date.now() - from > limit) assert.fail(`not within ${limit} ms`);
  return Date.now() - from;
}

const shell = (code: string) => builtPart(root, 'shell', {}, `export const shell = '${code}';`);

function servesThePortal(start: () => Promise<Site>): void {
  let site: Site;
  let first: string;
  let file: string;
  before(async () => {
    site = await start();
    const built = await shell('first');
    await writeFile(join(built, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const { release } = await deploy(site.store, [built], { environment });
    first = release.id;
    file = `/parts/shell/${release.parts['@voiceassist/shell']}/main.js`;
  });
  after(() => site.close());

  it('gives every page all that a browser has to be told', async () => {
    const { headers, status, text } = await load(site, '/any/page?with=a&query');
    assert.equal(status, 200);
    const expected: Record<string, RegExp> = {
      'content-type': /^text\/html; charset=utf-8$/,
      'content-encoding': /^br$/,
      'cache-control': /^no-cache$/,
      etag: /./,
      vary: /Accept-Encoding/,
      'content-security-policy':
        /script-src 'self' 'sha256-.*frame-ancestors 'none'.*require-trusted-types-for 'script'/,
      'integrity-policy': /^blocked-destinations=\(script\)$/,
      'cross-origin-opener-policy': /^same-origin$/,
      'permissions-policy': /camera=\(\)/,
      'referrer-policy': /^no-referrer$/,
      'x-content-type-options': /^nosniff$/,
      'x-frame-options': /^DENY$/,
    };
    for (const [name, value] of Object.entries(expected)) assert.match(headers.get(name) ?? '', value, name);
    assert.match(text, /importmap/);
    assert.equal((await load(site, '/', undefined, 'gzip')).headers.get('content-encoding'), null);
  });

  it('says by an ETag that a page is still the same', async () => {
    const { headers } = await load(site);
    const again = await fetch(`${site.url}/chat`, {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    assert.equal(again.status, 304);
    const head = await fetch(`${site.url}/chat`, { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text()], [200, '']);
  });

  it('gives files for ever, packed for those who can unpack', async () => {
    for (const [encoding, packed] of [
      ['gzip, br', 'br'],
      ['identity', null],
    ] as const) {
      const response = await fetch(site.url + file, { headers: { 'accept-encoding': encoding } });
      assert.equal(response.status, 200);
      assert.equal(await response.text(), "export const shell = 'first';");
      assert.equal(response.headers.get('content-encoding'), packed);
      assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.match(response.headers.get('vary') ?? '', /Accept-Encoding/);
    }
    const icon = await fetch(site.url + file.replace('main.js', 'icon.svg'));
    assert.match(icon.headers.get('content-type') ?? '', /^image\/svg\+xml/);
  });

  it('gives no page in the place of a file, nothing that is not published, and takes nothing', async () => {
    const wrong = [
      `${file}x`,
      '/favicon.ico',
      '/parts/',
      '/parts/shell',
      '/live/00000001.json',
      '/.tmp/x.json',
    ];
    const sly = [
      '/parts/..%2flive/00000001.json',
      '/parts/shell/..%2f..%2flive%2f00000001.json',
      '/parts/%2e%2e/live/00000001.json',
    ];
    for (const address of [...wrong, ...sly]) {
      const response = await fetch(site.url + address);
      assert.ok([400, 403, 404].includes(response.status), `${address}: ${response.status}`);
      assert.doesNotMatch(response.headers.get('cache-control') ?? '', /immutable/);
      assert.doesNotMatch(await response.text(), /importmap|revision/);
    }
    for (const address of ['/chat', file]) {
      const { status } = await fetch(site.url + address, { method: 'POST', body: 'x' });
      assert.ok([403, 404, 405].includes(status), `${address}: ${status}`);
    }
  });

  it('gives a file at the three addresses that a page has its hash for, and at no other spelling of them', async () => {
    const [, folder = '', rest = ''] = /^\/(parts)\/(.*)$/.exec(file) ?? [];
    const known = [`/${folder}/${rest}`, `/%70arts/${rest}`, `/p%61rts/${rest}`];
    for (const address of known) {
      const { status, text, headers } = await rawly(site, address);
      assert.deepEqual([status, text], [200, "export const shell = 'first';"], address);
      assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
    const others = [
      `//parts/${rest}`,
      `/parts//${rest}`,
      `/parts/${rest.replace('/', '//')}`,
      `/parts/../parts/${rest}`,
      `/parts/./${rest}`,
      `/./parts/${rest}`,
      `/x/../parts/${rest}`,
      `/parts/%2e%2e/parts/${rest}`,
      `/pa%72ts/${rest}`,
      `/%70%61rts/${rest}`,
      `/%2570arts/${rest}`,
      `/Parts/${rest}`,
      `/parts/%73hell/${rest.slice('shell/'.length)}`,
      `/parts/${rest.replace('.js', '%2ejs')}`,
      `${file}/`,
      `${file}/.`,
      `${file}.`,
      `${file}%00`,
      `${file};x`,
      `/parts%2f${rest}`,
      `\\parts/${rest}`,
    ];
    const { headers: page } = await rawly(site, '/chat');
    for (const address of others) {
      const { status, text, headers } = await rawly(site, address);
      assert.ok([200, 400, 403, 404].includes(status), `${address}: ${status}`);
      assert.doesNotMatch(text, /export const/, address);
      assert.doesNotMatch(headers['content-type'] ?? '', /javascript/, address);
      assert.doesNotMatch(headers['cache-control'] ?? '', /immutable/, address);
      if (status === 200) assert.equal(headers['content-security-policy'], page['content-security-policy']);
    }
  });

  it('gives a page the same rules however its address is spelled', async () => {
    const rules = async (address: string) => {
      const { status, headers } = await rawly(site, address);
      return [status, ...RULES.map((name) => headers[name])];
    };
    const expected = await rules('/chat');
    for (const address of [
      '/%63hat',
      '//chat',
      '/chat/',
      '/chat/.',
      '/x/../chat',
      '/chat;x',
      '/chat?x',
      '/parts',
    ])
      assert.deepEqual(await rules(address), expected, address);
  });

  it('shows a deploy and a roll-back to the next new tab within two seconds', async () => {
    const { release } = await deploy(site.store, [await shell('second')], { environment });
    assert.ok((await until(async () => (await load(site)).id === release.id)) <= 2000);
    await rollback(site.store);
    assert.ok((await until(async () => (await load(site)).id === first)) <= 2000);
  });

  it('gives a canary to a role and to a share of browsers, and to nobody else', async () => {
    const { hash } = await publish(site.store, await shell('canary'));
    const { id } = await composeOnLive(site.store, { '@voiceassist/shell': hash }, environment);
    await startCanary(site.store, id, { role: 'admin' });
    const admin = await untilLoaded(site, id, 'va_role=admin');
    assert.deepEqual([admin.id, admin.channel], [id, 'canary']);
    const { headers: live } = await load(site, '/chat', 'va_bucket=x');
    assert.equal((await load(site, '/chat', 'va_role=clinician')).id, first);
    assert.equal((await load(site, '/chat', 'va_role=clinician')).channel, undefined);
    // The same rules for both: only the hash of the map may differ.
    for (const name of ['integrity-policy', 'permissions-policy', 'cross-origin-opener-policy'])
      assert.equal(admin.headers.get(name), live.get(name));
    await startCanary(site.store, id, { role: 'admin', share: 30 });
    await until(async () => /va_bucket/.test((await load(site)).headers.get('set-cookie') ?? ''));
    const buckets = await Promise.all(
      Array.from({ length: 100 }, (_, bucket) => load(site, '/chat', `va_bucket=${bucket}`)),
    );
    assert.equal(buckets.filter((page) => page.channel === 'canary').length, 30);
    const cookie = (await load(site)).headers.get('set-cookie') ?? '';
    assert.match(cookie, /^va_bucket=\d\d?; Path=\/; Max-Age=31536000; SameSite=Lax; HttpOnly$/);
    await endCanary(site.store);
    await untilLoaded(site, first, 'va_role=admin');
    assert.match((await load(site, `/chat?release=${id}`)).text, /was withdrawn/);
  });

  it('gives a pinned release to whoever asks for it, read whole, and says why it gives none', async () => {
    const { hash } = await publish(site.store, await shell('pinned'));
    const { id } = await composeOnLive(site.store, { '@voiceassist/shell': hash }, environment);
    const pinned = await load(site, `/chat?release=${id}`);
    assert.deepEqual([pinned.status, pinned.id, pinned.channel], [200, id, 'pinned']);
    assert.match(pinned.headers.get('content-security-policy') ?? '', /'sha256-/);
    assert.equal((await load(site)).id, first);
    for (const unknown of ['0123456789abcdef0123', '..%2flive']) {
      const { status, text } = await load(site, `/chat?release=${unknown}`);
      assert.equal(status, 404);
      assert.match(text, /There is no release .* opens what is live/);
    }
    const damaged = await publish(site.store, await shell('damaged'));
    const { id: broken } = await composeOnLive(
      site.store,
      { '@voiceassist/shell': damaged.hash },
      environment,
    );
    await site.store.write(`parts/shell/${damaged.hash}/main.js`, 'evil');
    const { status, text } = await load(site, `/chat?release=${broken}`);
    assert.equal(status, 500);
    assert.doesNotMatch(text, /importmap/);
  });

  it('fails no page load while releases go live', async () => {
    const releases = Number(process.env.VOICEASSIST_RELEASES ?? 12);
    const { loads, failed } = await underDeploys({ url: site.url, store: site.store, root, releases });
    assert.deepEqual(failed, []);
    assert.ok(loads > 2, `${loads}`);
  });
}

async function untilLoaded(site: Site, id: string, cookie: string) {
  await until(async () => (await load(site, '/chat', cookie)).id === id);
  return load(site, '/chat', cookie);
}

describe('the built-in server', () => {
  servesThePortal(builtIn);
});

describe('the built-in server of a bucket', () => {
  servesThePortal(fromBucket);
});

describe(
  'nginx',
  { skip: !hasNginx && 'Debian: apt-get install nginx libnginx-mod-http-brotli-static' },
  () => {
    servesThePortal(behindNginx);

    it('goes on alone when the portal process has died, for new browsers and for known ones', async () => {
      const site = await behindNginx();
      try {
        const { release } = await deploy(site.store, [await shell('alone')], { environment });
        await untilLoaded(site, release.id, '');
        await site.endPortal();
        const ended = Date.now();
        // Longer than anything is taken for fresh.
        await until(async () => {
          for (const cookie of ['', 'va_role=admin', 'va_bucket=7; va_role=clinician'])
            assert.equal((await load(site, '/admin/documents', cookie)).id, release.id);
          return Date.now() - ended > 2000;
        });
        const file = `/parts/shell/${release.parts['@voiceassist/shell']}/main.js`;
        assert.equal((await fetch(site.url + file)).status, 200);
      } finally {
        await site.close();
      }
    });
  },
);

describe('the policy of a page', () => {
  it('is found to be without weakness by an evaluator', async () => {
    const store = folderStore(await mkdtemp(join(root, 'store-')));
    const { release } = await deploy(store, [await shell('policy')], { environment });
    const policy = release.headers['Content-Security-Policy'] ?? '';
    const findings = (text: string) =>
      new CspEvaluator(new CspParser(text).csp)
        .evaluate()
        .filter(({ severity }) => severity < Severity.MEDIUM_MAYBE);
    assert.deepEqual(
      findings(policy).map(({ directive, value, description }) => `${directive} ${value}: ${description}`),
      [],
    );
    assert.notDeepEqual(findings(policy.replace("script-src 'self'", "script-src 'unsafe-inline' *")), []);
  });
});
