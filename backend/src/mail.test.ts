import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { ServiceStatus } from '@voiceassist/shared/schemas';
import { outboxOf } from './mail.js';
import { call, register, signIn } from './testing/client.js';
import { mailedToken, mailsTo } from './testing/outbox.js';
import { startServer, type TestServer } from './testing/server.js';
import { SMTP_USER, startSmtpListener } from './testing/smtp-listener.js';
import { until } from './testing/until.js';

const OWNER = 'canary-owner@example.org';

describe('Mail', () => {
  const running: { close(): Promise<void> }[] = [];
  after(async () => {
    for (const one of running.reverse()) await one.close();
  });

  async function start(env: Record<string, string> = {}): Promise<TestServer> {
    const server = await startServer(env);
    running.push(server);
    await register(server, OWNER);
    return server;
  }

  async function startListener(...given: Parameters<typeof startSmtpListener>) {
    const listener = await startSmtpListener(...given);
    running.push(listener);
    return listener;
  }

  const ask = (server: TestServer, email = OWNER) =>
    call(server, 'POST /api/auth/forgot-password', { json: { email } });
  const lineOf = (server: TestServer, words: string) => server.log.find((line) => line.includes(words));

  async function statusOf(server: TestServer) {
    const { access_token: token } = await signIn(server);
    const { body } = await call(server, 'GET /api/admin/services/status', { token });
    return (body as ServiceStatus[]).find(({ name }) => name === 'Mail');
  }

  function assertLogSaysNothing(server: TestServer, token?: string): void {
    const log = server.log.join('');
    assert.ok(
      !log.includes('canary'),
      server.log.find((line) => line.includes('canary')),
    );
    assert.ok(!log.includes('token='));
    if (token) assert.ok(!log.includes(token));
  }

  it('goes to the SMTP server, signed in, from the configured sender, with a link that works', async () => {
    const listener = await startListener();
    const server = await start({ SMTP_URL: listener.url, MAIL_FROM: 'Ward 3 <ward3@hospital.org>' });
    await ask(server);
    const mail = await until(() => listener.received[0]);
    assert.deepEqual([mail.from, mail.to], ['ward3@hospital.org', [OWNER]]);
    assert.match(mail.source, /^From: Ward 3 <ward3@hospital\.org>\r\n/m);
    assert.match(mail.source, /^Content-Type: text\/plain; charset=utf-8\r\n/m);
    const token = mail.source.match(/reset-password\?token=([\w-]+)\r\n/)?.[1] ?? '';
    const answer = await call(server, 'POST /api/auth/reset-password', {
      json: { token, password: 'an even more unusual phrase' },
    });
    assert.equal(answer.status, 204);
    await assert.rejects(readdir(outboxOf(server)), { code: 'ENOENT' });
    assert.equal((await statusOf(server))?.status, 'up');
    assertLogSaysNothing(server, token);
  });

  it('that is refused for now is tried again until it is taken, once', async () => {
    const listener = await startListener((n) =>
      n < 2 ? { code: 451, text: 'Greylisted, try again later' } : undefined,
    );
    const server = await start({ SMTP_URL: listener.url });
    await ask(server);
    const mail = await until(() => listener.received[0]);
    assert.deepEqual(mail.to, [OWNER]);
    assert.equal(listener.tries(), 2);
    assert.match(lineOf(server, 'tried again') ?? '', /"smtp":451/);
    assertLogSaysNothing(server);
  });

  it('is tried again when nobody answers at the address of the server', async () => {
    const listener = await startSmtpListener();
    await listener.close();
    const server = await start({ SMTP_URL: listener.url });
    assert.equal((await ask(server)).status, 202);
    const line = await until(() => lineOf(server, 'tried again'));
    assert.match(line, /"attempt":1/);
    assert.equal((await statusOf(server))?.status, 'down');
    assertLogSaysNothing(server);
  });

  it('that is refused for good is not tried again, and the log says so without the address', async () => {
    const listener = await startListener(() => ({ code: 550, text: 'No such user' }));
    const server = await start({ SMTP_URL: listener.url });
    await ask(server);
    const line = await until(() => lineOf(server, 'a mail was not sent'));
    assert.match(line, /"level":"error".*"smtp":550,"attempt":1/);
    assert.equal(listener.tries(), 1);
    assertLogSaysNothing(server);
  });

  it('is not sent with a wrong password, and the password is not in the log', async () => {
    const listener = await startListener();
    const wrong = encodeURIComponent(`${SMTP_USER.password}, not`);
    const server = await start({ SMTP_URL: listener.url.replace(/:[^:@]+@/, `:${wrong}@`) });
    await ask(server);
    const line = await until(() => lineOf(server, 'a mail was not sent'));
    assert.match(line, /"code":"EAUTH"/);
    assert.equal((await statusOf(server))?.status, 'down');
    assertLogSaysNothing(server);
  });

  it('that still waits when the server stops does not keep it from stopping', async () => {
    const listener = await startSmtpListener();
    await listener.close();
    const server = await startServer({ SMTP_URL: listener.url });
    await register(server, OWNER);
    await ask(server);
    await until(() => lineOf(server, 'tried again'));
    await server.close();
    assert.ok(lineOf(server, 'a mail was not sent'));
  });

  it('is written to the outbox without SMTP_URL, for its owner’s eyes alone, and the log names the file', async () => {
    const server = await start();
    await ask(server);
    const token = await mailedToken(server, OWNER);
    const [source] = await mailsTo(server, OWNER);
    assert.match(source ?? '', /^From: VoiceAssist <no-reply@voiceassist\.invalid>\r\n/m);
    assert.match(source ?? '', /^Subject: Set a new password for VoiceAssist\r\n/m);
    assert.ok(!source?.replaceAll('\r\n', '').includes('\n'));
    const [name = ''] = await readdir(outboxOf(server));
    const file = join(outboxOf(server), name);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const line = await until(() => lineOf(server, 'outbox'));
    assert.equal((JSON.parse(line) as { file: string }).file, file);
    const status = await statusOf(server);
    assert.deepEqual([status?.status, status?.detail?.includes('1 mail is')], ['off', true]);
    assertLogSaysNothing(server, token);
  });

  it('is not sent to somebody who has no account', async () => {
    const server = await start();
    await ask(server, 'nobody@example.org');
    await ask(server);
    await mailedToken(server, OWNER);
    assert.deepEqual(await mailsTo(server, 'nobody@example.org'), []);
  });
});
