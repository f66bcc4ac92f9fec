import { expect, waitUntil } from '@open-wc/testing';
import { RouteChangeEvent, addTranslations, showLocale } from '@voiceassist/shared';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { FakePeople, crowd } from '../testing/fake-people.js';
import { page as networkPage, person, problem, unreachable } from '../testing/fake-server.js';
import {
  choose,
  findAllByRole,
  findByRole,
  focusIsOn,
  focused,
  focusedName,
  getByRole,
  press,
  says,
  textOf,
} from '../testing/find.js';
import { openPage } from '../testing/open-page.js';
import { plainEnglishIn } from '../testing/plain-english.js';
import { translations } from '../translations.js';
import { defineUserElements } from './define-users.js';
import type { UsersPage } from './users-page.js';

let server: FakePeople;

const some = () => [
  person({ first_name: 'Noor', last_name: 'Haddad', specialty: 'Emergency medicine' }),
  person({ first_name: 'Kwame', last_name: 'Osei', last_login_at: '2026-03-12T10:00:00Z' }),
  person({ first_name: 'Uma', last_name: 'Petrov', is_active: false, role: 'partner' }),
];

async function open(people = some()) {
  server = new FakePeople(people);
  const opened = await openPage<UsersPage>('va-users-page', server.own);
  return {
    ...opened,
    query: () => Object.fromEntries(server.received('GET /api/users').at(-1)?.query ?? []),
  };
}

async function openList(people = some()) {
  const opened = await open(people);
  await getByRole(opened.page, 'table', 'Users');
  return opened;
}

const rows = (page: Element) => findAllByRole(page, 'row').slice(1);
const rowOf = (page: Element, name: string) => rows(page).find((row) => textOf(row).includes(name))!;
const namesOf = (page: Element) => rows(page).map((row) => textOf(row.querySelector('bdi')!));

async function act(page: Element, name: string, action: string) {
  await press(page, `Actions for ${name}`);
  await press(page, action, 'menuitem');
}

async function type(page: Element, text: string) {
  (await getByRole(page, 'searchbox')).focus();
  await sendKeys({ type: text });
}

/** The menu of a row, once it is where it belongs. */
async function placedMenu(page: UsersPage): Promise<HTMLElement> {
  const menu = await getByRole(page, 'menu');
  await waitUntil(() => getComputedStyle(menu).visibility === 'visible', 'the menu is seen');
  return menu;
}

describe('<va-users-page>', () => {
  before(() => defineUserElements());
  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  afterEach(async () => {
    document.body.replaceChildren();
    delete document.documentElement.dataset.theme;
    server.stop();
    await showLocale('en');
  });

  describe('the list', () => {
    it('shows everybody with role, specialty, status, last sign-in and the day of registration', async () => {
      const { page, titles } = await openList();
      expect(titles).to.deep.equal(['Users']);
      expect(findByRole(page, 'heading', 'Users')).to.exist;
      expect(findAllByRole(page, 'columnheader').map(textOf)).to.deep.equal([
        'Name',
        'Role',
        'Specialty',
        'Status',
        'Last sign-in',
        'Created',
      ]);
      const noor = textOf(rowOf(page, 'Noor'));
      expect(noor).to.contain('Noor Haddad noor.haddad@hospital.example Clinician Emergency medicine Active');
      expect(noor).to.contain('Never');
      expect(textOf(rowOf(page, 'Uma'))).to.contain('Partner – Deactivated');
      expect(textOf(rowOf(page, 'Ada'))).to.contain('Ada Marsh You');
      await says(page, '1–4 of 4');
    });

    it('says that it is loading, without a table', async () => {
      server = new FakePeople([]);
      server.override = ({ path }) => (path === '/api/users' ? (new Promise(() => {}) as never) : undefined);
      const { page } = await openPage('va-users-page', server.own);
      await says(page, 'Loading users');
      expect(findByRole(page, 'table')).to.equal(undefined);
    });

    it('asks the server for each page, and puts the page into the address', async () => {
      const { page, asked, query } = await openList(crowd(139));
      expect(query()).to.deep.equal({ skip: '0', limit: '25', sort: 'name', order: 'asc' });
      await says(page, '1–25 of 140');
      await press(page, 'Next');
      await says(page, '26–50 of 140');
      expect(query()).to.include({ skip: '25' });
      expect(asked).to.deep.equal([{ href: '/admin/users?page=2', replace: false }]);
      await press(page, 'Previous');
      await says(page, '1–25 of 140');
      expect(asked.at(-1)?.href).to.equal('/admin/users');
    });

    it('leaves the focus on a button that leads no further', async () => {
      const { page } = await openList(crowd(30));
      (await getByRole(page, 'button', 'Next')).focus();
      await sendKeys({ press: 'Enter' });
      await says(page, '26–31 of 31');
      expect(focusedName()).to.equal('Next');
      expect(focused()?.ariaDisabled).to.equal('true');
      const before = server.calls.length;
      await sendKeys({ press: 'Enter' });
      expect(server.calls.length).to.equal(before);
    });

    it('sorts by a column, the other way round when it is pressed again, and says so', async () => {
      const { page, asked, query } = await openList();
      expect((await getByRole(page, 'columnheader', 'Name')).ariaSort).to.equal('ascending');
      await press(page, 'Last sign-in');
      await waitUntil(() => query().sort === 'last_login_at');
      expect(query().order).to.equal('desc');
      await waitUntil(() => findByRole(page, 'columnheader', 'Last sign-in')?.ariaSort === 'descending');
      expect(findByRole(page, 'columnheader', 'Name')?.ariaSort).to.equal(null);
      await press(page, 'Last sign-in');
      await waitUntil(() => query().order === 'asc');
      expect(asked.map(({ href }) => href)).to.deep.equal([
        '/admin/users?sort=last_login_at&order=desc',
        '/admin/users?sort=last_login_at&order=asc',
      ]);
    });

    it('narrows the list to a status and a role, from its first page on', async () => {
      const { page, asked, query } = await openList(crowd(40));
      await press(page, 'Next');
      await says(page, '26–41 of 41');
      await press(page, 'Deactivated');
      await says(page, 'Nobody fits');
      expect(query()).to.include({ is_active: 'false', skip: '0' });
      await choose(page, 'Role', 'Administrator');
      await waitUntil(() => query().role === 'admin');
      await press(page, 'Active');
      await says(page, '1 of 1');
      expect(query()).to.include({ is_active: 'true', role: 'admin' });
      expect(asked.at(-1)?.href).to.equal('/admin/users?role=admin&status=active');
    });

    it('follows the address when the person goes back', async () => {
      const { page, query, titles } = await openList(crowd(60));
      await press(page, 'Next');
      await says(page, '26–50 of 61');
      window.dispatchEvent(new RouteChangeEvent(new URL('/admin/users?role=clinician', location.origin)));
      await says(page, '1–25 of 60');
      expect(query()).to.include({ role: 'clinician', skip: '0' });
      expect((await getByRole<HTMLSelectElement>(page, 'combobox', 'Role')).value).to.equal('clinician');
      expect(titles).to.deep.equal(['Users', 'Users']);
    });

    it('goes to the last page when the one in the address is no longer there', async () => {
      const { page, asked } = await openList(crowd(30));
      window.dispatchEvent(new RouteChangeEvent(new URL('/admin/users?page=9', location.origin)));
      await says(page, '26–31 of 31');
      await waitUntil(() => asked.at(-1)?.href === '/admin/users?page=2');
      expect(asked.at(-1)?.replace).to.equal(true);
    });

    it('keeps the rows on the screen while the next page is on its way', async () => {
      const { page } = await openList(crowd(40));
      let answer: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      server.override = (call) => {
        server.override = undefined;
        return held.then(() => fetch(`https://api.test${call.path}?${call.query}`));
      };
      await press(page, 'Next');
      await waitUntil(() => findByRole(page, 'table')?.ariaBusy === 'true');
      expect(rows(page)).to.have.length(25);
      answer();
      await says(page, '26–41 of 41');
      await waitUntil(() => findByRole(page, 'table')?.ariaBusy === 'false');
    });
  });

  describe('the search', () => {
    it('asks once the typing rests, and never puts what was typed into the address', async () => {
      const { page, asked, query } = await openList();
      await type(page, 'haddad');
      await waitUntil(() => query().search === 'haddad');
      await waitUntil(() => rows(page).length === 1);
      const searched = server.received('GET /api/users').map((call) => call.query.get('search'));
      expect(searched).to.deep.equal([null, 'haddad']);
      expect(asked.map(({ href }) => href).join()).to.not.contain('haddad');
      expect(focusedName()).to.equal('Search users');
    });

    it('ends the question before it, whose late answer never shows', async () => {
      const { page } = await openList();
      let answerLate: () => void = () => undefined;
      let isAnswered = false;
      const late = new Promise<void>((resolve) => (answerLate = resolve));
      server.override = ({ query }) =>
        query.get('search') === 'o'
          ? late.then(() => {
              isAnswered = true;
              return new Response(JSON.stringify([person({ first_name: 'Late', last_name: 'Answer' })]));
            })
          : undefined;
      await type(page, 'o');
      await waitUntil(() => server.calls.some(({ query }) => query.get('search') === 'o'));
      await sendKeys({ type: 'sei' });
      await waitUntil(() => namesOf(page).join() === 'Kwame Osei');
      expect(server.calls.find(({ query }) => query.get('search') === 'o')?.signal.aborted).to.equal(true);
      answerLate();
      await waitUntil(() => isAnswered);
      await page.updateComplete;
      expect(namesOf(page)).to.deep.equal(['Kwame Osei']);
    });

    it('says when nobody fits, and shows everybody again', async () => {
      const { page } = await openList();
      await type(page, 'zzz');
      await says(page, 'No account was deleted: the search and the filters leave everybody out.');
      await press(page, 'Show all users');
      await getByRole(page, 'table', 'Users');
      expect((await getByRole<HTMLInputElement>(page, 'searchbox')).value).to.equal('');
      await focusIsOn('List of users');
    });
  });

  describe('when the server fails', () => {
    const failures: [string, () => Response | Promise<Response>, string][] = [
      ['the network is gone', unreachable, 'The server cannot be reached.'],
      ['the session is over (401)', () => problem(401), 'You are signed out.'],
      ['the account may not (403)', () => problem(403), 'Your account may not do this.'],
      ['the question is refused (422)', () => problem(422), 'Some fields are not right.'],
      [
        'it was asked too often (429)',
        () => problem(429, {}, { 'Retry-After': '30' }),
        'Try again in 30 seconds.',
      ],
      ['the server fails (500)', () => problem(500), 'The server met an error.'],
      ['HTML comes instead of JSON', networkPage, 'Something else answered in the place of the server.'],
    ];
    for (const [what, answer, words] of failures) {
      it(`says so when ${what}, and Retry brings the list`, async () => {
        server = new FakePeople(some());
        server.override = ({ path }) => (path === '/api/users' ? (answer() as Response) : undefined);
        const { page } = await openPage('va-users-page', server.own);
        await says(page, 'The users could not be loaded');
        await says(page, words);
        server.override = undefined;
        await press(page, 'Retry');
        await getByRole(page, 'table', 'Users');
        await focusIsOn('List of users');
      });
    }

    it('keeps the rows that are there, and Retry goes on where it was', async () => {
      const { page } = await openList(crowd(40));
      server.override = () => unreachable();
      await press(page, 'Next');
      await says(page, 'The list below is the one from before.');
      await says(page, '1–25 of 41');
      expect(rows(page)).to.have.length(25);
      server.override = undefined;
      await press(page, 'Retry');
      await says(page, '26–41 of 41');
      expect(textOf(page)).to.not.contain('from before');
    });
  });

  describe('the menu of a row', () => {
    it('is used by keyboard alone', async () => {
      const { page } = await openList();
      (await getByRole(page, 'button', 'Actions for Noor Haddad')).focus();
      await sendKeys({ press: 'ArrowDown' });
      await focusIsOn('Make administrator');
      for (const name of ['Make partner', 'Deactivate', 'Delete', 'Make administrator']) {
        await sendKeys({ press: 'ArrowDown' });
        expect(focusedName()).to.equal(name);
      }
      await sendKeys({ press: 'ArrowUp' });
      expect(focusedName()).to.equal('Delete');
      await sendKeys({ press: 'Home' });
      expect(focusedName()).to.equal('Make administrator');
      await sendKeys({ press: 'Escape' });
      await focusIsOn('Actions for Noor Haddad');
      expect(findAllByRole(page, 'menuitem')).to.have.length(0);
    });

    it('makes somebody an administrator, shows it in the row, says it, and keeps the focus', async () => {
      const { page } = await openList();
      await act(page, 'Noor Haddad', 'Make administrator');
      await says(page, 'Noor Haddad is an administrator now.');
      expect(server.received(`PATCH /api/users/${server.people[1]?.id}`)[0]?.body).to.deep.equal({
        role: 'admin',
      });
      expect(textOf(rowOf(page, 'Noor'))).to.contain('Administrator');
      expect(focusedName()).to.equal('Actions for Noor Haddad');
      expect(
        findAllByRole(page, 'status').some((each) => textOf(each).includes('administrator now')),
      ).to.equal(true);
    });

    it('lets somebody sign in again', async () => {
      const { page } = await openList();
      await act(page, 'Uma Petrov', 'Activate');
      await says(page, 'Uma Petrov can sign in again.');
      expect(textOf(rowOf(page, 'Uma'))).to.contain('Active');
    });

    it('explains why one’s own account cannot be closed there, and does nothing', async () => {
      const { page } = await openList();
      await press(page, 'Actions for Ada Marsh');
      for (const name of ['Deactivate', 'Delete']) {
        const item = await getByRole(page, 'menuitem', name);
        expect(item.ariaDisabled).to.equal('true');
        const root = item.getRootNode() as ShadowRoot;
        expect(root.getElementById(item.getAttribute('aria-describedby')!)?.textContent).to.equal(
          'Not for your own account. Another administrator can do this.',
        );
        item.click();
      }
      expect(findByRole(page, 'dialog')).to.equal(undefined);
      expect(server.calls.every(({ method }) => method === 'GET')).to.equal(true);
    });

    const failures: [string, () => Response | Promise<Response>, string][] = [
      [
        'it is the last administrator (409)',
        () => problem(409, { code: 'last_admin', detail: 'Server words.' }),
        'This is the last active administrator. Nothing was changed. Make somebody else an administrator first.',
      ],
      ['the account is gone (404)', () => problem(404), 'This account is no longer here.'],
      ['the account may not (403)', () => problem(403), 'Your account may not do this.'],
      ['the role is refused (422)', () => problem(422), 'Some fields are not right.'],
      [
        'it was asked too often (429)',
        () => problem(429, {}, { 'Retry-After': '30' }),
        'Try again in 30 seconds.',
      ],
      ['the server fails (500)', () => problem(500), 'The server met an error.'],
      ['the network is gone', unreachable, 'The server cannot be reached.'],
      ['HTML comes instead of JSON', networkPage, 'Something else answered in the place of the server.'],
    ];
    for (const [what, answer, words] of failures) {
      it(`leaves the row as it is when ${what}, and says why until it is closed`, async () => {
        const { page } = await openList();
        server.override = ({ method }) => (method === 'PATCH' ? (answer() as Response) : undefined);
        await act(page, 'Noor Haddad', 'Make partner');
        await says(page, words);
        expect(textOf(rowOf(page, 'Noor'))).to.contain('Clinician');
        await press(page, 'Close this message');
        await waitUntil(() => !textOf(page).includes(words));
        expect(focused()).to.not.equal(document.body);
      });
    }
  });

  describe('the questions', () => {
    it('asks before it deactivates, keeps with Cancel and Escape, and gives the focus back', async () => {
      const { page } = await openList();
      await act(page, 'Noor Haddad', 'Deactivate');
      const dialog = await getByRole(page, 'dialog', 'Deactivate Noor Haddad?');
      expect(textOf(dialog)).to.contain('Open sessions end at once');
      expect(textOf(dialog)).to.contain('Nothing is deleted');
      await focusIsOn('Cancel');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => !findByRole(page, 'dialog'));
      await focusIsOn('Actions for Noor Haddad');
      await act(page, 'Noor Haddad', 'Deactivate');
      await focusIsOn('Cancel');
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !findByRole(page, 'dialog'));
      await focusIsOn('Actions for Noor Haddad');
      expect(server.calls.every(({ method }) => method === 'GET')).to.equal(true);
    });

    it('deactivates once, however often the button is pressed', async () => {
      const { page } = await openList();
      await act(page, 'Noor Haddad', 'Deactivate');
      const dialog = await getByRole(page, 'dialog');
      const button = await getByRole(dialog, 'button', 'Deactivate');
      button.click();
      button.click();
      await says(page, 'Noor Haddad can no longer sign in. Nothing was deleted.');
      expect(textOf(rowOf(page, 'Noor'))).to.contain('Deactivated');
      expect(server.calls.filter(({ method }) => method === 'PATCH')).to.have.length(1);
      await focusIsOn('Actions for Noor Haddad');
    });

    it('says exactly what is lost before it deletes, with the focus on Cancel', async () => {
      const { page } = await openList();
      await act(page, 'Noor Haddad', 'Delete');
      await says(
        await getByRole(page, 'dialog', 'Delete the account of Noor Haddad?'),
        '3 conversations with 41 messages and 2 files are deleted. 5 documents stay in the knowledge base. This cannot be undone.',
      );
      await focusIsOn('Cancel');
    });

    it('counts one of each, and nothing, in words', async () => {
      const { page } = await openList();
      server.belongings = { conversations: 1, messages: 1, files: 1, documents: 1 };
      await act(page, 'Noor Haddad', 'Delete');
      await says(
        page,
        '1 conversation with 1 message and 1 file are deleted. 1 document stays in the knowledge base.',
      );
      await press(page, 'Cancel');
      server.belongings = { conversations: 0, messages: 0, files: 0, documents: 0 };
      await act(page, 'Kwame Osei', 'Delete');
      await says(page, 'There are no conversations and no files to delete. This cannot be undone.');
    });

    it('deletes nothing while it does not know what would be lost', async () => {
      const { page } = await openList();
      let answer: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      server.override = ({ path }) =>
        path.endsWith('/belongings')
          ? held.then(() => new Response(JSON.stringify(server.belongings)))
          : undefined;
      await act(page, 'Noor Haddad', 'Delete');
      const dialog = await getByRole(page, 'dialog');
      await says(dialog, 'Looking up what would be deleted');
      const button = await getByRole(dialog, 'button', 'Delete account');
      expect(button.ariaDisabled).to.equal('true');
      button.click();
      answer();
      await says(dialog, '3 conversations');
      expect(server.calls.some(({ method }) => method === 'DELETE')).to.equal(false);
    });

    it('says why what would be lost is not known, and looks it up again', async () => {
      const { page } = await openList();
      server.override = ({ path }) => (path.endsWith('/belongings') ? problem(500) : undefined);
      await act(page, 'Noor Haddad', 'Delete');
      const dialog = await getByRole(page, 'dialog');
      await says(dialog, 'The server met an error.');
      expect((await getByRole(dialog, 'button', 'Delete account')).ariaDisabled).to.equal('true');
      server.override = undefined;
      await press(dialog, 'Retry');
      await says(dialog, '3 conversations');
      await focusIsOn('Cancel');
    });

    it('says that the loss cannot be counted where the server does not offer it', async () => {
      const { page } = await openList();
      server.capabilities = [];
      await act(page, 'Noor Haddad', 'Delete');
      const dialog = await getByRole(page, 'dialog');
      await says(dialog, 'this server does not say how many');
      await press(dialog, 'Delete account');
      await says(page, 'The account of Noor Haddad was deleted.');
      expect(server.calls.some(({ path }) => path.endsWith('/belongings'))).to.equal(false);
    });

    it('deletes, says so, and puts the focus on the row that follows', async () => {
      const { page } = await openList();
      await act(page, 'Noor Haddad', 'Delete');
      const dialog = await getByRole(page, 'dialog');
      await says(dialog, '3 conversations');
      await press(dialog, 'Delete account');
      await says(page, 'The account of Noor Haddad was deleted.');
      await says(page, '1–3 of 3');
      expect(namesOf(page)).to.not.contain('Noor Haddad');
      await focusIsOn('Actions for Ada Marsh');
    });

    it('keeps the question open and says why when a deletion fails', async () => {
      const { page } = await openList();
      server.override = ({ method }) =>
        method === 'DELETE' ? problem(409, { code: 'last_admin' }) : undefined;
      await act(page, 'Noor Haddad', 'Delete');
      const dialog = await getByRole(page, 'dialog');
      await says(dialog, '3 conversations');
      await press(dialog, 'Delete account');
      await says(dialog, 'This is the last active administrator.');
      server.override = undefined;
      await press(dialog, 'Delete account');
      await says(page, 'The account of Noor Haddad was deleted.');
    });

    it('finds a place for the focus when somebody else was faster', async () => {
      const { page } = await openList();
      await act(page, 'Noor Haddad', 'Deactivate');
      server.people = server.people.filter(({ first_name }) => first_name !== 'Noor');
      const dialog = await getByRole(page, 'dialog');
      await press(dialog, 'Deactivate');
      await says(dialog, 'This account is no longer here.');
      await waitUntil(() => rows(page).length === 3);
      await press(dialog, 'Cancel');
      await focusIsOn(/^Actions for/);
    });

    it('asks before one gives one’s own role away, and then leaves the page', async () => {
      const { page, session, asked } = await openList();
      await act(page, 'Ada Marsh', 'Make clinician');
      const dialog = await getByRole(page, 'dialog', 'Change your own role?');
      expect(textOf(dialog)).to.contain('You leave this page at once');
      expect(server.calls.every(({ method }) => method === 'GET')).to.equal(true);
      await press(dialog, 'Make clinician');
      await waitUntil(() => session.user?.role === 'clinician');
      await waitUntil(() => asked.at(-1)?.href === '/chat');
    });

    it('keeps one’s own role when one is the last administrator', async () => {
      const { page, session } = await openList();
      server.override = ({ method }) =>
        method === 'PATCH' ? problem(409, { code: 'last_admin' }) : undefined;
      await act(page, 'Ada Marsh', 'Make clinician');
      const dialog = await getByRole(page, 'dialog');
      await press(dialog, 'Make clinician');
      await says(dialog, 'This is the last active administrator.');
      expect(session.user?.role).to.equal('admin');
    });
  });

  describe('for everybody', () => {
    for (const theme of ['light', 'dark']) {
      it(`has no fault that axe finds, ${theme}: list, menu, dialog, notice, empty, failed`, async () => {
        document.documentElement.dataset.theme = theme;
        const { page } = await openList();
        await expect(page).to.be.accessible();
        await press(page, 'Actions for Ada Marsh');
        await getByRole(page, 'menuitem', 'Delete');
        await expect(page).to.be.accessible();
        await sendKeys({ press: 'Escape' });
        await act(page, 'Noor Haddad', 'Delete');
        await says(page, '3 conversations');
        await expect(page).to.be.accessible();
        await press(page, 'Cancel');
        server.override = ({ method }) => (method === 'PATCH' ? problem(500) : undefined);
        await act(page, 'Noor Haddad', 'Make partner');
        await says(page, 'The server met an error.');
        await expect(page).to.be.accessible();
        server.override = () => problem(500);
        await press(page, 'Active');
        await says(page, 'from before');
        await expect(page).to.be.accessible();
        server.override = undefined;
        await type(page, 'zzz');
        await says(page, 'Nobody fits');
        await expect(page).to.be.accessible();
      });
    }

    for (const width of [320, 360, 768]) {
      it(`keeps its meaning as a table where ${width} px lay rows out as blocks`, async () => {
        await setViewport({ width, height: 800 });
        const { page } = await openList();
        expect(findAllByRole(page, 'columnheader').length).to.be.greaterThan(3);
        expect(rowOf(page, 'Noor').querySelectorAll('[role="cell"]')).to.have.length(6);
        expect(document.documentElement.scrollWidth).to.be.at.most(width);
        await press(page, 'Actions for Noor Haddad');
        const { left, right } = (await placedMenu(page)).getBoundingClientRect();
        expect(left).to.be.at.least(0);
        expect(right).to.be.at.most(width);
        await expect(page).to.be.accessible();
      });
    }

    it('has room for a text of 200 %, and runs from right to left', async () => {
      await setViewport({ width: 640, height: 800 });
      document.documentElement.style.fontSize = '200%';
      document.documentElement.dir = 'rtl';
      try {
        const { page } = await openList();
        expect(document.documentElement.scrollWidth).to.be.at.most(640);
        await press(page, 'Actions for Noor Haddad');
        const { left, right } = (await placedMenu(page)).getBoundingClientRect();
        expect(left).to.be.at.least(0);
        expect(right).to.be.at.most(640);
        await press(page, 'Deactivate', 'menuitem');
        const { width } = (await getByRole(page, 'dialog')).getBoundingClientRect();
        expect(width).to.be.at.most(640);
      } finally {
        document.documentElement.style.removeProperty('font-size');
        document.documentElement.removeAttribute('dir');
      }
    });

    it('speaks German', async () => {
      await addTranslations(translations);
      const { page, titles } = await openList(crowd(30));
      await showLocale('de');
      await says(page, '1–25 von 31');
      await getByRole(page, 'table', 'Benutzer');
      expect(titles.at(-1)).to.equal('Benutzer');
      await press(page, 'Aktionen für Robin Young 001');
      await press(page, 'Löschen', 'menuitem');
      await says(
        page,
        '3 Unterhaltungen mit 41 Nachrichten und 2 Dateien werden gelöscht. 5 Dokumente bleiben in der Wissensbasis.',
      );
    });

    it('leaves no English text behind in any state', async () => {
      await addTranslations(translations);
      const { page } = await openList();
      await showLocale('en-XA');
      await waitUntil(() => !findByRole(page, 'table', 'Users'));
      const names = server.people.map(({ first_name, last_name }) => `${first_name} ${last_name}`);
      const data = [...names, ...server.people.flatMap(({ email, specialty }) => [email, specialty ?? ''])];
      const expectNone = () => expect(plainEnglishIn(page, data)).to.deep.equal([]);
      const openMenu = async (row: number) => {
        rows(page)[row]?.querySelector('va-user-menu')?.renderRoot.querySelector('button')?.click();
        await waitUntil(() => findAllByRole(page, 'menuitem').length);
        return findAllByRole(page, 'menuitem');
      };
      expectNone();
      await openMenu(1);
      expectNone();
      await sendKeys({ press: 'Escape' });
      for (const question of [2, 3]) {
        (await openMenu(0))[question]?.click();
        const dialog = await getByRole(page, 'dialog');
        await waitUntil(() =>
          findAllByRole(dialog, 'button').every(({ ariaDisabled }) => ariaDisabled !== 'true'),
        );
        expectNone();
        await sendKeys({ press: 'Escape' });
        await waitUntil(() => !findByRole(page, 'dialog'));
      }
      (await openMenu(1))[0]?.click();
      await getByRole(page, 'dialog');
      expectNone();
      await sendKeys({ press: 'Escape' });
      (await openMenu(0))[0]?.click();
      await says(page, /Noor Haddad [^.]*\./);
      expectNone();
      server.override = ({ method }) =>
        method === 'PATCH' ? problem(409, { code: 'last_admin' }) : unreachable();
      (await openMenu(0))[0]?.click();
      await waitUntil(() => page.renderRoot.querySelector('.failed'));
      expectNone();
      (await getByRole(page, 'columnheader')).querySelector('button')?.click();
      const list = page.renderRoot.querySelector('va-user-list')!;
      await waitUntil(() => list.renderRoot.querySelector('[data-mends]'));
      expectNone();
      server.override = () => new Response('[]');
      await type(page, '1');
      await waitUntil(() => !findByRole(page, 'table'));
      expectNone();
    });
  });
});
