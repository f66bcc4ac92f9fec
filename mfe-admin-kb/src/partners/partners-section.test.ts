import { expect, waitUntil } from '@open-wc/testing';
import { ConnectionError } from '@voiceassist/shared';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { FakePartners, partner, wrongField } from '../testing/fake-partners.js';
import { findByRole, focusedName, getByRole, press, says, textOf } from '../testing/find.js';
import { openWithApi } from '../testing/fixture-page.js';
import { speak } from '../testing/locale.js';
import { untranslated } from '../testing/untranslated.js';
import { definePartnerElements } from './define-partners.js';
import type { PartnersSection } from './partners-section.js';

const KEY = '-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----';

/** A server with partners in every state. */
function filled(): FakePartners {
  const server = new FakePartners();
  const today = { exchanges: 3, questions: 40, activeUsers: 2 };
  server.partners = [
    partner({
      ...{ users: 12, conversations: 7, today, previousSecretUntil: '2026-09-03T10:00:00Z' },
      lastError: {
        ...{ code: 'partner_origin_mismatch', count: 2, lastAt: new Date().toISOString() },
        lastOrigin: 'https://κακός.example',
      },
    }),
    partner({
      ...{ id: 'ptn_β', name: 'Κλινική', signing: 'public_key', algorithm: 'ES256', isActive: false },
      thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    }),
  ];
  server.usage = {
    days: [{ day: '2026-09-02', exchanges: 3, questions: 40, activeUsers: 2, errors: 5 }],
    errors: [
      { code: 'partner_assertion_expired', count: 4, lastAt: '2026-09-02T10:00:00Z', lastOrigin: null },
      { code: 'άγνωστο', count: 1, lastAt: '2026-09-02T10:00:00Z', lastOrigin: 'https://ward.example.org' },
    ],
  };
  return server;
}

async function open(server: FakePartners): Promise<PartnersSection> {
  definePartnerElements();
  const section = await openWithApi('va-partners-section', server.api);
  await waitUntil(() => !textOf(section).includes('Loading'), 'the partners have not come');
  return section;
}

async function fill(section: PartnersSection, id: string, value: string): Promise<void> {
  const dialog = await getByRole(section, 'dialog');
  const field = dialog.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`);
  if (!field) throw new Error(`no field ${id}`);
  field.value = value;
}

describe('<va-partners-section>', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  afterEach(async () => {
    await emulateMedia({ colorScheme: 'light' });
    await speak('en');
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [320, 768, 1440])
      it(`has no fault that axe finds and no sideways scroll, ${colorScheme}, ${width} px`, async () => {
        await emulateMedia({ colorScheme });
        await setViewport({ width, height: 900 });
        const section = await open(filled());
        await press(section, 'Use Θάλαμος');
        await says(section, 'Not of this moment');
        await expect(section).to.be.accessible();
        await press(section, 'Add a partner…');
        await expect(section).to.be.accessible();
        expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
      });

  it('says that there is none, and why the list could not be had', async () => {
    await says(await open(new FakePartners()), 'No other site shows the assistant yet.');
    const server = new FakePartners();
    server.listError = new ConnectionError('network');
    await says(await open(server), 'The server cannot be reached.');
  });

  it('lists what each partner is, used today and met last', async () => {
    const section = await open(filled());
    await says(section, 'Today: 40 questions from 2 users; 12 users so far');
    await says(section, /Asked from another page, just now, from .*https:\/\/κακός\.example/);
    await says(section, 'the one before is taken until');
    await says(section, 'Signs with its own key (ES256), thumbprint NzbLsXh8');
    await says(section, 'Not used today; 0 users so far');
  });

  it('shows use by day, and errors with what puts them right', async () => {
    const section = await open(filled());
    await press(section, 'Use Θάλαμος');
    const table = await getByRole(section, 'table', 'Use of Θάλαμος');
    expect(textOf(table)).to.match(/2 Sept? 2026 3 40 2 5|Sep 2, 2026 3 40 2 5/);
    await says(section, 'The clock of the partner’s server is wrong');
    await says(section, 'This page does not know this error.');
    const button = await getByRole(section, 'button', 'Use Θάλαμος');
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    button.click();
    await waitUntil(() => !findByRole(section, 'table'));
  });

  it('adds a partner and shows its secret once', async () => {
    const server = new FakePartners();
    const section = await open(server);
    await press(section, 'Add a partner…');
    await fill(section, 'name', 'Θάλαμος 7');
    await fill(
      section,
      'origins',
      'https://a.example.org\n\n https://b.example.org:8443 \nhttps://a.example.org',
    );
    await fill(section, 'questionsPerMinute', '7');
    await press(section, 'Save');
    await says(section, 'The secret is shown this once.');
    const [added] = server.added;
    expect(added?.allowedOrigins).to.deep.equal(['https://a.example.org', 'https://b.example.org:8443']);
    expect(added?.limits?.questionsPerMinute).to.equal(7);
    expect(added).not.to.have.property('publicKey');
    const dialog = await getByRole(section, 'dialog');
    const secret = dialog.querySelector<HTMLInputElement>('#secret');
    expect(secret?.value).to.equal('vaps_μυστικό');
    await press(section, 'I have kept it');
    await waitUntil(() => !findByRole(section, 'dialog'));
    await waitUntil(
      () => !section.renderRoot.querySelector('va-secret-dialog')?.renderRoot.querySelector('#secret'),
    );
  });

  it('adds a partner with its own key, without a secret', async () => {
    const server = new FakePartners();
    const section = await open(server);
    await press(section, 'Add a partner…');
    await fill(section, 'name', 'Θάλαμος 7');
    await fill(section, 'origins', 'https://a.example.org');
    (await getByRole<HTMLInputElement>(section, 'radio', /own key pair/)).click();
    await waitUntil(() => findByRole(section, 'textbox', 'Public key'));
    await fill(section, 'key', KEY);
    await press(section, 'Save');
    await says(section, 'Id of the partner');
    expect(server.added[0]?.publicKey).to.equal(KEY);
    expect(textOf(section)).not.to.include('shown this once');
  });

  for (const [origins, words] of [
    ['', 'Enter at least one origin'],
    ['ward.example.org', '“ward.example.org” is no origin. Begin with https://'],
    ['https://ward.example.org/path', 'is more than an origin. Enter https://ward.example.org.'],
    ['https://*.example.org', 'has a star'],
    ['file:///x', 'is no origin'],
  ] as const) {
    it(`says what is wrong with the origin “${origins}” and keeps what was entered`, async () => {
      const server = new FakePartners();
      const section = await open(server);
      await press(section, 'Add a partner…');
      const dialog = await getByRole(section, 'dialog');
      dialog.querySelector('form')?.setAttribute('novalidate', '');
      await fill(section, 'name', 'Θάλαμος');
      await fill(section, 'origins', origins);
      await press(section, 'Save');
      await says(section, words);
      expect(focusedName()).to.equal('Origins of its pages, one a line');
      expect(dialog.querySelector<HTMLInputElement>('#name')?.value).to.equal('Θάλαμος');
      expect(server.added).to.have.length(0);
    });
  }

  it('says at the field what the server refuses, and in words what failed otherwise', async () => {
    const server = filled();
    const section = await open(server);
    await press(section, 'Change… Κλινική');
    server.error = wrongField('public_key', 'Αυτό είναι ιδιωτικό κλειδί.');
    await fill(section, 'key', KEY);
    await press(section, 'Save');
    await says(section, 'Αυτό είναι ιδιωτικό κλειδί.');
    server.error = new ConnectionError('network');
    await press(section, 'Save');
    await says(section, 'What you entered is kept.');
    server.error = undefined;
    await press(section, 'Save');
    await says(section, 'Saved.');
    expect(server.changed.at(-1)?.[1].publicKey).to.equal(KEY);
  });

  it('makes a new secret, and lets the one before be taken for a while', async () => {
    const server = filled();
    const section = await open(server);
    await press(section, 'New secret… Θάλαμος');
    await press(section, 'Make a new secret');
    await says(section, 'The secret is shown this once.');
    expect(server.renewed).to.deep.equal([['ptn_α', 24]]);
  });

  it('ends a partner’s own key at once for a secret, and says so', async () => {
    const server = filled();
    const section = await open(server);
    await press(section, 'Use a secret… Κλινική');
    await says(section, 'which ends at once');
    await press(section, 'Make a new secret');
    await says(section, 'The secret is shown this once.');
    expect(server.renewed).to.deep.equal([['ptn_β', 0]]);
  });

  it('switches off only after it said what that means, and on at once', async () => {
    const server = filled();
    const section = await open(server);
    await press(section, 'Switch off… Θάλαμος');
    await says(section, 'stops on all of its pages within seconds');
    await waitUntil(() => focusedName() === 'Leave on');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !findByRole(section, 'dialog'));
    expect(server.changed).to.have.length(0);
    await press(section, 'Switch off… Θάλαμος');
    await press(section, 'Switch off');
    await says(section, 'Switched off.');
    await press(section, 'Switch on Θάλαμος');
    await says(section, 'Switched on.');
    expect(server.changed).to.deep.equal([
      ['ptn_α', { isActive: false }],
      ['ptn_α', { isActive: true }],
    ]);
  });

  it('deletes only after it said what is lost', async () => {
    const server = filled();
    const section = await open(server);
    await press(section, 'Delete… Κλινική');
    await says(section, 'no conversation is lost');
    await press(section, 'Keep');
    await press(section, 'Delete… Θάλαμος');
    await says(section, 'Lost for ever: its 12 users with 7 conversations and all attached files.');
    server.error = new ConnectionError('network');
    await press(section, 'Delete');
    await says(section, 'The server cannot be reached.');
    server.error = undefined;
    await press(section, 'Delete');
    await says(section, 'Deleted.');
    expect(server.removed).to.deep.equal(['ptn_α']);
  });

  async function openIn(locale: string): Promise<PartnersSection> {
    await speak(locale);
    definePartnerElements();
    const section = await openWithApi('va-partners-section', filled().api);
    const list = () => section.renderRoot.querySelector('va-partner-list');
    await waitUntil(() => list()?.renderRoot.querySelector('button'));
    list()?.renderRoot.querySelector('button')?.click();
    await waitUntil(() => findByRole(section, 'table'));
    return section;
  }

  it('has no text that was not given to translators', async () => {
    const section = await openIn('en-XA');
    const isData = (text: string) => /https:|^ptn_|^partner_|days? ago$|ES256/.test(text);
    const left = () => untranslated(section).filter((text) => !isData(text));
    expect(left()).to.deep.equal([]);
    for (const name of [/^Çĥåñĝé/, /^Ñéŵ šéçŕéţ/, /^Đéļéţé|^Ðéļéţé/]) {
      await press(section, name);
      await getByRole(section, 'dialog');
      expect(left()).to.deep.equal([]);
      (await getByRole<HTMLDialogElement>(section, 'dialog')).close();
    }
  });

  it('runs from right to left without a sideways scroll', async () => {
    await setViewport({ width: 360, height: 800 });
    const section = await openIn('ar-XB');
    expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
    await expect(section).to.be.accessible();
  });
});
