import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { describeError } from '../../api/describe-error.js';
import { isApiError, isConnectionError } from '../../api/errors.js';
import type { GatewayRealtime } from './realtime.js';
import { CannedServer, enveloped } from './testing/canned-server.js';

const ME = {
  ...{
    id: 'u1',
    email: 'ana@hospital.example',
    full_name: 'Ana Maria Lopez',
    is_active: true,
    is_admin: false,
  },
  ...{
    admin_role: 'user',
    nextcloud_user_id: null,
    created_at: '2025-11-22T11:54:25.287006',
    last_login: null,
  },
};
const TOKENS = {
  ...{ access_token: 'a1', refresh_token: 'r1', token_type: 'bearer', expires_in: 300 },
  ...{ refresh_expires_in: 3600, role: 'user' },
};
const LOGIN = { email: 'ana@hospital.example', password: 'try-voiceassist' };

describe('The gateway', () => {
  let server: CannedServer;
  beforeEach(() => (server = new CannedServer()));
  afterEach(() => server.close());
  const told = () => server.calls.map(({ method, path }) => `${method} ${path}`);
  const statusOf = async (call: Promise<unknown>): Promise<number> => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(isApiError(error), String(error));
    return error.status;
  };

  it('is asked who somebody is after signing in, since it answers with tokens alone', async () => {
    server.answer('POST /api/auth/login', TOKENS).answer('GET /api/auth/me', ME);
    const { tokens, user } = await (await server.api.auth()).login(LOGIN);
    assert.equal(tokens?.expiresIn, 300);
    assert.deepEqual(user, {
      ...{ id: 'u1', email: 'ana@hospital.example', firstName: 'Ana Maria', lastName: 'Lopez' },
      ...{ role: 'clinician', specialty: null, isActive: true },
      ...{ createdAt: '2025-11-22T11:54:25.287Z', lastLoginAt: null },
    });
    assert.equal(server.calls[1]?.authorization, 'Bearer a1');
  });

  it('may ask for a second factor, and for a backup code in its place', async () => {
    server
      .answer('POST /api/auth/login', { requires_2fa: true, user_id: 'u1', message: 'Two-factor required' })
      .answer('POST /api/auth/2fa/verify-login', TOKENS)
      .answer('GET /api/auth/me', ME);
    const { secondFactor } = await (await server.api.auth()).login(LOGIN);
    assert.equal((await secondFactor?.('ABCD-1234', true))?.user.id, 'u1');
    assert.deepEqual(server.calls[1]?.body, { user_id: 'u1', code: 'ABCD-1234', is_backup_code: true });
  });

  it('gives tokens for an hour after a change of the password that it refuses: that is said, and not tried again', async () => {
    server
      .answer('POST /api/auth/login', TOKENS)
      .answer('GET /api/auth/me', { detail: 'Could not validate credentials' }, 401);
    assert.equal(await statusOf((await server.api.auth()).login(LOGIN)), 403);
    assert.deepEqual(told(), ['POST /api/auth/login', 'GET /api/auth/me']);
  });

  it('registers with one name and without tokens, so the new person signs in next', async () => {
    server
      .answer('POST /api/auth/register', ME, 201)
      .answer('POST /api/auth/login', TOKENS)
      .answer('GET /api/auth/me', ME);
    await (await server.api.auth()).register({ ...LOGIN, firstName: 'Ana Maria', lastName: 'Lopez' });
    assert.deepEqual(server.calls[0]?.body, { ...LOGIN, full_name: 'Ana Maria Lopez' });
  });

  it('says that an address is taken with status 400, which the application knows as 409', async () => {
    server.answer('POST /api/auth/register', { detail: 'Email already registered' }, 400);
    const names = { firstName: 'Ana', lastName: 'Lopez' };
    assert.equal(await statusOf((await server.api.auth()).register({ ...LOGIN, ...names })), 409);
  });

  it('names the fields that it misses as the forms do', async () => {
    server.answer(
      'POST /api/users/me/change-password',
      { detail: [{ type: 'string_too_short', loc: ['body', 'new_password'], msg: 'Too short', input: 'x' }] },
      422,
    );
    const error: unknown = await (
      await server.api.auth()
    )
      .changePassword('before', 'x')
      .catch((reason: unknown) => reason);
    assert.ok(isApiError(error));
    assert.deepEqual(error.fields, { password: 'Too short' });
  });

  it('says with status 400 that the old password is wrong', async () => {
    server.answer('POST /api/users/me/change-password', { detail: 'Incorrect password' }, 400);
    const error: unknown = await (
      await server.api.auth()
    )
      .changePassword('x', 'y')
      .catch((reason: unknown) => reason);
    assert.ok(isApiError(error));
    assert.equal(error.problem.errors?.[0]?.code, 'wrong');
    assert.deepEqual(server.calls[0]?.body, { old_password: 'x', new_password: 'y' });
  });

  it('ends a session by its access token', async () => {
    server
      .answer('POST /api/auth/refresh', { ...TOKENS, access_token: 'a2', refresh_token: 'r2' })
      .answer('GET /api/auth/me', ME)
      .answer('POST /api/auth/logout', {});
    const { refreshToken } = await server.session.refresh('r1');
    await server.session.logout(refreshToken);
    assert.equal(server.calls[2]?.authorization, 'Bearer a2');
  });

  it('may refuse what it has just given, which ends the session', async () => {
    server.answer('POST /api/auth/refresh', TOKENS).answer('GET /api/auth/me', { detail: 'No' }, 401);
    assert.equal(await statusOf(server.session.refresh('r1')), 401);
  });

  it('goes on with new tokens when it cannot be asked whose they are', async () => {
    server.answer('POST /api/auth/refresh', TOKENS).answer('GET /api/auth/me', 'Internal Server Error', 500);
    assert.equal((await server.session.refresh('r1')).accessToken, 'a1');
  });

  it('ends a session whose access token is not here any more with a new one', async () => {
    server
      .answer('POST /api/auth/refresh', { ...TOKENS, access_token: 'a9' })
      .answer('POST /api/auth/logout', {});
    await server.session.logout('of an earlier page');
    assert.deepEqual(told(), ['POST /api/auth/refresh', 'POST /api/auth/logout']);
    assert.equal(server.calls[1]?.authorization, 'Bearer a9');
  });

  it('refuses a refresh with 403 when the role has changed, which ends the session as 401 does', async () => {
    server.answer('POST /api/auth/refresh', { detail: 'Role has changed' }, 403);
    assert.equal(await statusOf(server.session.refresh('r1')), 403);
  });

  it('lists people in its panel, which the application puts into the order that is asked for', async () => {
    const users = [ME, { ...ME, id: 'u2', full_name: 'Bea Adams', admin_role: 'viewer' }];
    server.answer('GET /api/admin/panel/users', enveloped({ users, total: 2, offset: 0, limit: 100 }));
    const page = await (
      await server.api.users()
    ).list({ search: 'a', isActive: true, sort: 'name', order: 'asc' });
    assert.deepEqual(
      page.items.map(({ lastName }) => lastName),
      ['Adams', 'Lopez'],
    );
    assert.equal(page.items[0]?.role, 'partner');
    assert.deepEqual(told(), ['GET /api/admin/panel/users?offset=0&limit=100&search=a&is_active=true']);
  });

  it('changes a role in two fields, and deletes in its panel', async () => {
    server
      .answer('PATCH /api/users/u1', enveloped({ ...ME, is_admin: true, admin_role: 'admin' }))
      .answer('DELETE /api/admin/panel/users/u1', enveloped({}));
    const users = await server.api.users();
    assert.equal((await users.update('u1', { role: 'admin' })).role, 'admin');
    await users.delete('u1');
    assert.deepEqual(server.calls[0]?.body, { is_admin: true, admin_role: 'admin' });
  });

  it('changes one’s own name in a place of its own', async () => {
    server.answer('GET /api/auth/me', ME).answer('PUT /api/users/me', { ...ME, full_name: 'Ana Lopez' });
    const changed = await (await server.api.users()).update('u1', { firstName: 'Ana', lastName: 'Lopez' });
    assert.equal(changed.firstName, 'Ana');
    assert.deepEqual(server.calls[1]?.body, { full_name: 'Ana Lopez', email: 'ana@hospital.example' });
  });

  it('lists documents without a status: what is listed was read', async () => {
    const documents = [
      {
        document_id: 'd1',
        title: 'Sepsis',
        source_type: 'guideline',
        upload_date: '2025-11-22T11:54:25',
        chunks_indexed: 3,
      },
      {
        document_id: 'd2',
        title: 'Asthma',
        source_type: 'protocol',
        upload_date: '2025-11-23T11:54:25',
        chunks_indexed: 4,
      },
    ];
    server.answer('GET /api/admin/kb/documents', enveloped({ documents, total: 2 }));
    const kb = await server.api.kb();
    const page = await kb.listDocuments({ search: 'sep', limit: 25 });
    assert.equal(page.total, 1);
    assert.equal(page.items[0]?.status, 'ready');
    assert.equal(page.items[0]?.updatedAt, '2025-11-22T11:54:25.000Z');
    assert.equal((await kb.listDocuments({ sort: 'title', order: 'asc' })).items[0]?.id, 'd2');
    assert.equal((await kb.listDocuments({ status: 'failed' })).total, 0);
    assert.equal((await kb.stats()).totalChunks, 7);
  });

  it('takes a text with what describes it in the query, and refuses other kinds before they are sent', async () => {
    server.answer(
      'POST /api/admin/kb/documents',
      enveloped({ document_id: 'd1', title: 'gout', status: 'indexed', chunks_indexed: 1, message: '' }),
    );
    const kb = await server.api.kb();
    const fields = { sourceType: 'guideline', specialty: 'general' };
    const sent = await kb.uploadDocument(new File(['Colchicine.'], 'gout.txt'), fields);
    assert.equal(sent.documentId, 'd1');
    assert.deepEqual(told(), ['POST /api/admin/kb/documents?title=gout&source_type=guideline']);
    assert.equal(await statusOf(kb.uploadDocument(new File(['x'], 'gout.docx'), fields)), 415);
  });

  it('may answer an upload with a text and status 500', async () => {
    server.answer('POST /api/admin/kb/documents', 'Internal Server Error', 500);
    const kb = await server.api.kb();
    const call = kb.uploadDocument(new File(['x'], 'a.txt'), {
      sourceType: 'guideline',
      specialty: 'general',
    });
    assert.equal(await statusOf(call), 500);
  });

  it('answers errors of integrations with status 200', async () => {
    const error = { code: 'NOT_FOUND', message: 'No such file', details: null, field: null };
    server.answer('POST /api/integrations/files/index', { success: false, data: null, error });
    assert.equal(await statusOf((await server.api.integrations()).indexFiles(['/a.txt'])), 404);
  });

  it('gives appointments with odd dates, and takes new ones under its own names', async () => {
    const event = {
      uid: 'e1',
      summary: 'Rounds',
      start: '2026-12-01T09:00:00',
      end: '2026-12-01T10:00:00+00:00Z',
      location: null,
    };
    server
      .answer('GET /api/integrations/calendar/events', enveloped({ events: [event], count: 1 }))
      .answer('POST /api/integrations/calendar/events', enveloped({ event_uid: 'e2', status: 'created' }));
    const integrations = await server.api.integrations();
    const [found] = await integrations.listEvents({
      from: '2026-12-01T00:00:00.000Z',
      to: '2026-12-31T00:00:00.000Z',
    });
    assert.equal(found?.start, '2026-12-01T09:00:00.000Z');
    assert.equal(found?.end, '2026-12-01T10:00:00.000Z');
    const made = { title: 'Audit', start: '2026-12-02T09:00:00.000Z', end: '2026-12-02T10:00:00.000Z' };
    assert.equal((await integrations.createEvent(made)).id, 'e2');
    assert.deepEqual(server.calls[1]?.body, { summary: 'Audit', start: made.start, end: made.end });
  });

  it('gives a day that it was given as its first moment, which is a day again', async () => {
    const day = { uid: 'e1', summary: 'Leave', start: '2026-12-01T00:00:00', end: '2026-12-02T00:00:00' };
    const night = { ...day, uid: 'e2', start: '2026-12-01T00:00:00+00:00', end: '2026-12-01T06:00:00+00:00' };
    const more = { organizer: null, attendees: [], color: 'of a later release' };
    server.answer(
      'GET /api/integrations/calendar/events',
      enveloped({ events: [{ ...day, ...more }, night, { uid: 'e3', summary: 'No date' }], count: 3 }),
    );
    const events = await (await server.api.integrations()).listEvents();
    assert.deepEqual(
      events.map(({ id, allDay, start }) => [id, allDay, start]),
      [
        ['e1', true, '2026-12-01'],
        ['e2', false, '2026-12-01T00:00:00.000Z'],
      ],
    );
  });

  it('is asked for the days that are shown, and what lies outside of them is left out all the same', async () => {
    const far = { uid: 'e1', summary: 'Congress', start: '2027-06-01T09:00:00', end: '2027-06-02T09:00:00' };
    server.answer('GET /api/integrations/calendar/events', enveloped({ events: [far], count: 1 }));
    const range = { from: '2026-12-01T00:00:00.000Z', to: '2026-12-31T00:00:00.000Z' };
    assert.deepEqual(await (await server.api.integrations()).listEvents(range), []);
    assert.match(told()[0] ?? '', /\?start_date=2026-12-01T00.*&end_date=2026-12-31T00/);
  });

  it('says with status 200 that its calendar could not be asked', async () => {
    const error = { code: 'INTERNAL_ERROR', message: 'Failed to list events', details: null, field: null };
    server.answer('GET /api/integrations/calendar/events', { success: false, data: null, error });
    assert.equal(await statusOf((await server.api.integrations()).listEvents()), 502);
  });

  it('has files looked for with what describes them in the query', async () => {
    server.answer('POST /api/integrations/files/scan-and-index', enveloped({}));
    await (await server.api.integrations()).scanFiles('guideline', false);
    assert.deepEqual(told(), [
      'POST /api/integrations/files/scan-and-index?source_type=guideline&force_reindex=false',
    ]);
  });

  it('measures in gigabytes and percent', async () => {
    server
      .answer(
        'GET /api/admin/system/resources',
        enveloped({
          ...{ disk_total_gb: 100, disk_used_gb: 40, disk_free_gb: 60, disk_usage_percent: 40 },
          ...{ memory_total_gb: 16, memory_used_gb: 4, memory_free_gb: 12, memory_usage_percent: 25 },
          ...{
            cpu_count: 4,
            cpu_usage_percent: 12.5,
            load_average_1m: 0.5,
            load_average_5m: 0.4,
            load_average_15m: 0.3,
          },
          timestamp: '2026-11-22T11:54:25.287006+00:00Z',
        }),
      )
      .answer(
        'GET /api/admin/panel/summary',
        enveloped({ total_users: 4, active_users: 3, admin_users: 1, timestamp: '' }),
      )
      .answer('GET /api/admin/kb/documents', enveloped({ documents: [], total: 9 }));
    const system = await server.api.system();
    const { cpuUsage, memoryUsedBytes, loadAverage, timestamp } = await system.resources();
    assert.deepEqual([cpuUsage, memoryUsedBytes, loadAverage], [0.125, 4 * 1024 ** 3, [0.5, 0.4, 0.3]]);
    assert.equal(timestamp, '2026-11-22T11:54:25.287Z');
    assert.deepEqual(await system.summary(), {
      totalUsers: 4,
      activeUsers: 3,
      totalDocuments: 9,
      readyDocuments: 9,
    });
  });

  it('lists conversations page by page, and searches none: titles are looked through here', async () => {
    const one = {
      id: 'c1',
      userId: 'u1',
      title: 'Sepsis',
      archived: false,
      messageCount: 2,
      folderId: null,
      createdAt: '2025-11-22T11:54:25',
      updatedAt: '2025-11-22T11:54:25',
    };
    server.answer(
      'GET /api/conversations',
      enveloped({ items: [one, { ...one, id: 'c2', title: 'Asthma' }], total: 2, page: 1, pageSize: 100 }),
    );
    const conversations = await server.api.conversations();
    assert.equal((await conversations.list()).conversations.length, 2);
    assert.deepEqual(
      (await conversations.list({ query: 'SEP' })).conversations.map(({ id }) => id),
      ['c1'],
    );
  });

  describe('tells the messages of a conversation', () => {
    const message = (at: number) => ({
      ...{ id: `m${at}`, session_id: 'c1', role: at % 2 ? 'assistant' : 'user', content: `Words ${at}` },
      ...{ created_at: '2025-12-09T11:54:25.287006+00:00Z', parent_message_id: null, is_duplicate: false },
    });
    const messages = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => message(from + at));
    const all = async () => (await (await server.api.conversations()).messages('c1')).messages;
    const page = 'GET /api/conversations/c1/messages';

    it('page by page, each once, whatever else they hold', async () => {
      server
        .answer(page, enveloped({ items: messages(0, 100), total: 130, page: 1, pageSize: 100 }))
        .answer(page, enveloped({ items: messages(100, 130), total: 130, page: 2, pageSize: 100 }));
      const found = await all();
      assert.deepEqual([found.length, found[129]?.content], [130, 'Words 129']);
      assert.equal(found[0]?.createdAt, '2025-12-09T11:54:25.287Z');
      assert.deepEqual(told(), [
        'GET /api/conversations/c1/messages?page=1&pageSize=100',
        'GET /api/conversations/c1/messages?page=2&pageSize=100',
      ]);
    });

    it('in pages of another size than was asked for', async () => {
      for (const from of [0, 50, 100])
        server.answer(page, enveloped({ items: messages(from, Math.min(from + 50, 120)), total: 120 }));
      assert.equal((await all()).length, 120);
    });

    it('without a count, until a page brings nothing new', async () => {
      server
        .answer(page, enveloped({ messages: messages(0, 100) }))
        .answer(page, enveloped({ messages: messages(100, 101) }))
        .answer(page, enveloped({ messages: [] }));
      assert.equal((await all()).length, 101);
    });

    it('as a bare list that knows no pages', async () => {
      server.answer(page, enveloped(messages(0, 3)));
      assert.equal((await all()).length, 3);
    });

    it('in the same page again and again although there are more: that is not taken for all', async () => {
      server.answer(page, enveloped({ items: messages(0, 50), total: 120 }));
      assert.equal(await statusOf(all()), 406);
    });

    it('in a form that nobody has seen, which is said in words', async () => {
      server.answer(page, enveloped({ rows: [] }));
      const error: unknown = await all().catch((reason: unknown) => reason);
      assert.deepEqual(describeError(error), {
        title: 'The server answered in a form that is not known here.',
        detail: 'Nothing of it is shown. It may be another release of the server: tell whoever runs it.',
      });
    });

    it('with names as numbers, and without words', async () => {
      server.answer(page, enveloped([{ ...message(0), id: 7, content: null }]));
      const [found] = await all();
      assert.deepEqual([found?.id, found?.content], ['7', '']);
    });
  });

  it('gives the clinical context of a conversation back, and says which conversations are cases', async () => {
    const current = 'GET /api/clinical-contexts/current';
    const stored = {
      ...{ id: 'x1', session_id: 'c1', user_id: 'u1', age: 71, gender: 'female', weight_kg: 61 },
      ...{ height_cm: null, problems: [], medications: ['Apixaban 5 mg'], allergies: ['Penicillin'] },
      ...{ chief_complaint: 'Lives alone\npregnancy: no', vitals: {}, updated_at: '2025-12-09T11:54:25' },
    };
    const realtime = (server.api as unknown as { realtime(): GatewayRealtime }).realtime();
    const nothing = { age: null, gender: null, weight_kg: null, height_cm: null, chief_complaint: null };
    server
      .answer(current, stored)
      .answer(current, stored)
      .answer(current, { id: 'x1', ...nothing, problems: [], medications: [], allergies: [] })
      .answer(current, { detail: 'Clinical context not found' }, 404);
    assert.deepEqual(await realtime.keptContext('c1'), {
      id: 'x1',
      record: {
        ...{ age: 71, sex: 'female', weight: { value: 61, unit: 'kg' } },
        ...{ medications: ['Apixaban 5 mg'], allergies: ['Penicillin'] },
        notes: 'Lives alone\npregnancy: no',
      },
    });
    assert.deepEqual(told(), [`${current}?session_id=c1`]);
    const { isCase } = await server.api.conversations();
    assert.equal(await isCase('c1'), true);
    assert.equal(await isCase('c1'), false);
    assert.equal(await isCase('c1'), false);
  });

  it('says which files a message has, which its history does not name', async () => {
    const stored = {
      ...{ id: 'a1', message_id: 'm1', file_name: 'ecg.pdf', file_type: 'application', file_size: 300 },
      ...{
        file_url: 's3://attachments/a1',
        mime_type: 'application/pdf',
        uploaded_at: '2025-12-09T11:54:25',
      },
    };
    server.answer('GET /api/messages/m1/attachments', [stored]);
    const realtime = (server.api as unknown as { realtime(): GatewayRealtime }).realtime();
    assert.deepEqual(await realtime.attachments('m1'), [
      { id: 'a1', url: '/api/attachments/a1/download', filename: 'ecg.pdf', sizeBytes: 300 },
    ]);
  });

  it('is given no files beside a message that it would refuse', async () => {
    const files = await server.api.files();
    assert.equal(await statusOf(files.upload(new File(['x'], 'ecg.dcm'))), 415);
    assert.ok((await files.upload(new File(['x'], 'ECG.PDF'))).id);
    assert.deepEqual(told(), []);
  });

  it('says in words that an account is not active, which the sign-in page knows', async () => {
    server.answer('POST /api/auth/login', { detail: 'User account is inactive' }, 403);
    const error: unknown = await (await server.api.auth()).login(LOGIN).catch((reason: unknown) => reason);
    assert.ok(isApiError(error));
    assert.equal(error.problem.code, 'deactivated');
  });

  it('answers with an error of the server for a conversation that is gone, which the application knows as 404', async () => {
    server
      .answer('DELETE /api/conversations/c1', 'Internal Server Error', 500)
      .answer('GET /api/conversations', enveloped({ items: [], total: 0, page: 1, pageSize: 100 }));
    assert.equal(await statusOf((await server.api.conversations()).delete('c1')), 404);
  });

  it('is not taken to have lost a conversation while its list cannot be had', async () => {
    server.answer('DELETE /api/conversations/c1', 'Internal Server Error', 500);
    assert.equal(await statusOf((await server.api.conversations()).delete('c1')), 500);
  });

  it('limits attempts without saying for how long', async () => {
    server.answer('POST /api/auth/login', { error: 'Rate limit exceeded: 10 per 1 minute' }, 429);
    assert.equal(await statusOf((await server.api.auth()).login(LOGIN)), 429);
  });

  it('is never taken for a network that answers in its place', async () => {
    server.answer('GET /api/admin/panel/users', '<!doctype html><title>Welcome</title>');
    const error: unknown = await (await server.api.users()).list().catch((reason: unknown) => reason);
    assert.ok(isConnectionError(error));
    assert.equal(error.reason, 'malformed');
  });

  it('says what it lacks, and refuses what is asked for all the same', async () => {
    assert.ok((await server.api.server().capabilities()).lacks?.includes('password-reset'));
    assert.equal(await statusOf((await server.api.auth()).forgotPassword('a@b.example')), 404);
    assert.deepEqual(told(), []);
  });
});
