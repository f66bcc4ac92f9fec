import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CalendarEvent, Snake } from '@voiceassist/shared/schemas';
import { openKnowledge } from '../knowledge/index.js';
import { call, signIn } from '../testing/client.js';
import { hasRadicale, startRadicale, type Radicale } from '../testing/radicale.js';
import { describeOnBothDatabases, startServer, type TestServer } from '../testing/server.js';
import { SOURCE_USER, startWebDav, type WebDavListener } from '../testing/webdav-listener.js';
import { eventsIn } from './icalendar.js';

type Event = Snake<CalendarEvent>;

/** The same of both kinds of calendar. */
function keepsAppointments(open: () => TestServer): void {
  let token: string;
  before(async () => {
    token = (await signIn(open())).access_token;
  });
  const list = async (from: string, to: string) => {
    const answer = await call(
      open(),
      `GET /api/integrations/calendar/events?${new URLSearchParams({ from, to })}`,
      { token },
    );
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body as Event[];
  };
  const create = (json: unknown) => call(open(), 'POST /api/integrations/calendar/events', { token, json });

  it('gives an appointment back as it was put in', async () => {
    const event = {
      title: 'Formulary meeting, Ärzte; “quoted”',
      start: '2027-03-03T09:00:00.000Z',
      end: '2027-03-03T10:30:00.000Z',
      description: 'Line one\nLine two, with a comma',
      location: 'Room 4',
    };
    const answer = await create(event);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const [found, ...more] = await list('2027-03-03T00:00:00Z', '2027-03-04T00:00:00Z');
    assert.equal(more.length, 0);
    assert.deepEqual(found, answer.body);
    assert.deepEqual({ ...found, ...event }, found);
    assert.deepEqual(await list('2027-03-03T10:30:00Z', '2027-03-04T00:00:00Z'), []);
    assert.equal((await list('2027-03-03T10:29:00Z', '2027-03-04T00:00:00Z')).length, 1);
  });

  it('gives days for what lasts all day', async () => {
    const answer = await create({ title: 'Audit', start: '2027-05-10', end: '2027-05-12', all_day: true });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const [found] = await list('2027-05-11T12:00:00Z', '2027-05-11T13:00:00Z');
    assert.deepEqual([found?.start, found?.end, found?.all_day], ['2027-05-10', '2027-05-12', true]);
    assert.deepEqual(await list('2027-05-14T00:00:00Z', '2027-05-15T00:00:00Z'), []);
  });

  it('gives each time of what comes again, at the same hour when the clocks change', async () => {
    // In Berlin the clocks go forward on 28 March 2027.
    const answer = await create({
      title: 'Handover',
      start: '2027-03-20T08:00:00+01:00',
      end: '2027-03-20T08:30:00+01:00',
      time_zone: 'Europe/Berlin',
      repeats: 'weekly',
      repeats_until: '2027-04-10',
    });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const times = (await list('2027-03-15T00:00:00Z', '2027-05-01T00:00:00Z')).filter(
      ({ title }) => title === 'Handover',
    );
    assert.deepEqual(
      times.map(({ start }) => start),
      [
        '2027-03-20T07:00:00.000Z',
        '2027-03-27T07:00:00.000Z',
        '2027-04-03T06:00:00.000Z',
        '2027-04-10T06:00:00.000Z',
      ],
    );
    assert.equal(new Set(times.map(({ id }) => id)).size, 4);
    assert.ok(times.every(({ recurring }) => recurring));
  });

  it('refuses what cannot be', async () => {
    const event = { title: 'Round', start: '2027-03-03T09:00:00Z', end: '2027-03-03T10:00:00Z' };
    const wrong = [
      { end: event.start },
      { end: '2027-03-03T08:00:00Z' },
      { start: 'soon' },
      { start: '2027-03-03' },
      { all_day: true },
      { title: ' ' },
      { repeats: 'often' },
      { repeats: 'daily', repeats_until: '2027-03-01' },
    ];
    for (const change of wrong)
      assert.equal((await create({ ...event, ...change })).status, 422, JSON.stringify(change));
    for (const [from, to] of [
      ['2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
      ['2027-01-01T00:00:00Z', '2029-01-01T00:00:00Z'],
    ])
      assert.equal(
        (await call(open(), `GET /api/integrations/calendar/events?from=${from}&to=${to}`, { token })).status,
        422,
      );
  });

  it('answers a client of the guide with the next thirty days', async () => {
    const start = new Date(Date.now() + 86_400_000).toISOString();
    const end = new Date(Date.now() + 90_000_000).toISOString();
    await create({ title: 'Tomorrow', start, end });
    const { body } = await call(open(), 'GET /api/integrations/calendar/events', { token });
    assert.deepEqual(
      (body as Event[]).map(({ title }) => title),
      ['Tomorrow'],
    );
  });
}

describeOnBothDatabases('The calendar of the server', ({ env }) => {
  let server: TestServer;
  before(async () => {
    server = await startServer(env, openKnowledge);
  });
  after(() => server.close());
  keepsAppointments(() => server);
});

const skip = !hasRadicale() && 'Radicale is not installed (apt-get install radicale)';
describe('The calendar of a CalDAV server', { skip }, () => {
  let server: TestServer;
  let radicale: Radicale;
  let files: WebDavListener;
  before(async () => {
    server = await startServer({}, openKnowledge);
    [radicale, files] = await Promise.all([startRadicale('Ward 7'), startWebDav(server.dataDir)]);
    const { access_token: token } = await signIn(server);
    const json = { url: files.url, calendar_url: radicale.url, ...SOURCE_USER };
    const answer = await call(server, 'PUT /api/integrations/connection', { token, json });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  });
  after(async () => {
    await server.close();
    await Promise.all([radicale.close(), files.close()]);
  });
  keepsAppointments(() => server);

  it('answers to the check, and says when it is gone', async () => {
    const { access_token: token } = await signIn(server);
    const check = async () => (await call(server, 'POST /api/integrations/connection/check', { token })).body;
    assert.deepEqual(await check(), { files: null, calendar: null });
    await radicale.close();
    const { files, calendar } = (await check()) as { files: unknown; calendar: { code: string } };
    assert.deepEqual([files, calendar.code], [null, 'unreachable']);
    const answer = await call(server, 'GET /api/integrations/calendar/events', { token });
    assert.equal(answer.status, 502);
  });
});

describe('An iCalendar object', () => {
  const range = [new Date('2027-01-01T00:00:00Z'), new Date('2027-02-01T00:00:00Z')] as const;
  const object = (...lines: string[]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:one',
      ...lines,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
  const starts = (text: string) => eventsIn(text, ...range).map(({ start }) => start);

  it('may name a time zone without saying its rules, or one that nobody knows', () => {
    assert.deepEqual(starts(object('DTSTART;TZID=America/New_York:20270105T090000', 'DURATION:PT1H')), [
      '2027-01-05T14:00:00.000Z',
    ]);
    assert.equal(starts(object('DTSTART;TZID=Moon/Base:20270105T090000', 'DURATION:PT1H')).length, 1);
  });

  it('may leave times out and move one', () => {
    const main = [
      'DTSTART:20270104T090000Z',
      'DTEND:20270104T100000Z',
      'RRULE:FREQ=DAILY;COUNT=4',
      'EXDATE:20270105T090000Z',
    ];
    const moved = [
      'BEGIN:VEVENT',
      'UID:one',
      'RECURRENCE-ID:20270106T090000Z',
      'DTSTART:20270106T150000Z',
      'DTEND:20270106T160000Z',
      'END:VEVENT',
    ];
    const text = object(...main).replace('END:VCALENDAR', [...moved, 'END:VCALENDAR'].join('\r\n'));
    assert.deepEqual(starts(text), [
      '2027-01-04T09:00:00.000Z',
      '2027-01-06T15:00:00.000Z',
      '2027-01-07T09:00:00.000Z',
    ]);
  });

  it('cannot keep the server busy for ever', () => {
    const begun = performance.now();
    assert.deepEqual(
      starts(object('DTSTART:19700101T000000Z', 'DTEND:19700101T000001Z', 'RRULE:FREQ=SECONDLY')),
      [],
    );
    assert.ok(performance.now() - begun < 5000);
  });
});
