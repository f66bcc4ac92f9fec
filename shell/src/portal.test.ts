import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import {
  PreferenceStore,
  WorkInProgress,
  addTranslations,
  configFromEnvironment,
  showLocale,
  tokens,
  type Api,
  type AuthTokenStream,
  type Vault,
} from '@voiceassist/shared';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import type { User } from '@voiceassist/shared/schemas';
import type { NavigationEntry, ReleasedMicroFrontend } from '../release/manifest.js';
import { defineLateElements } from './late-elements.js';
import { Portal, definePortalElements, type PortalView } from './portal.js';
import { translations } from './translations.js';

definePortalElements();
defineLateElements();

const person = (role: User['role']): User =>
  ({
    id: 'u',
    email: 'osei@hospital.example',
    firstName: 'Amara',
    lastName: 'Osei',
    role,
    isActive: true,
  }) as User;

const part = (name: string, entry: NavigationEntry): ReleasedMicroFrontend => ({
  ...{ name, label: entry.label, hash: '', version: '1.0.0', routes: [], navigation: [entry] },
  translations: { de: { 'Knowledge base': 'Wissensbasis' } },
});

async function open(user: User | undefined, view: PortalView = { kind: 'outlet' }): Promise<Portal> {
  const portal = new Portal();
  portal.session = { user$: new BehaviorSubject(user) } as unknown as AuthTokenStream;
  portal.api = {} as Api;
  portal.config = configFromEnvironment({ VITE_DEMONSTRATION: 'true' });
  portal.parts = [
    part('chat', { label: 'Chat', href: '/chat', order: 1 }),
    part('admin-kb', { label: 'Knowledge base', href: '/admin/kb', order: 2, roles: ['admin'] }),
  ];
  portal.preferences = new PreferenceStore(
    portal.session,
    () => Promise.reject(new Error('none')),
    localStorage,
  );
  portal.work = new WorkInProgress();
  portal.current = '/chat/1';
  portal.view = view;
  document.body.append(portal);
  await portal.updateComplete;
  await portal.updateComplete;
  return portal;
}

const links = (portal: Portal) =>
  [...portal.renderRoot.querySelectorAll('nav a')].map((link) => link.textContent);

async function menu(portal: Portal) {
  const element = portal.renderRoot.querySelector('va-account-menu')!;
  await element.updateComplete;
  const button = element.renderRoot.querySelector<HTMLButtonElement>('.who')!;
  const press = async (key: string) => {
    const target = element.shadowRoot?.activeElement ?? button;
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
    );
    await element.updateComplete;
    await element.updateComplete;
  };
  const focused = () => element.shadowRoot?.activeElement?.textContent?.trim();
  return { element, button, press, focused };
}

before(() => {
  document.adoptedStyleSheets = [tokens.styleSheet!];
});
afterEach(() => {
  document.body.replaceChildren();
  localStorage.removeItem('va-preferences');
  delete document.documentElement.dataset.theme;
});

const VIEWS: PortalView[] = [
  { kind: 'outlet' },
  { kind: 'loading' },
  { kind: 'failed', name: 'Knowledge base', error: 'Failed to fetch' },
  { kind: 'unauthorized' },
  { kind: 'unreachable' },
  { kind: 'not-found' },
];

describe('<va-portal>', () => {
  for (const theme of ['light', 'dark']) {
    for (const view of VIEWS) {
      it(`is accessible in ${theme} with the view ${view.kind}`, async () => {
        document.documentElement.dataset.theme = theme;
        await expect(await open(person('admin'), view)).to.be.accessible();
      });
    }
  }

  it('shows the links that the role may open, and marks the current one', async () => {
    expect(links(await open(person('clinician')))).to.deep.equal(['Chat']);
    const portal = await open(person('admin'));
    expect(links(portal)).to.deep.equal(['Chat', 'Knowledge base']);
    expect(portal.renderRoot.querySelector('[aria-current="page"]')?.textContent).to.equal('Chat');
  });

  it('shows another language without a reload, labels of the micro-frontends too', async () => {
    const portal = await open(person('admin'));
    await addTranslations(translations);
    await showLocale('de');
    await portal.updateComplete;
    expect(links(portal)).to.deep.equal(['Chat', 'Wissensbasis']);
    expect(portal.renderRoot.querySelector('nav')?.getAttribute('aria-label')).to.equal('Hauptnavigation');
    await showLocale('en');
    await portal.updateComplete;
    expect(links(portal)).to.deep.equal(['Chat', 'Knowledge base']);
  });

  it('shows neither banner nor navigation to nobody', async () => {
    const portal = await open(undefined);
    expect(portal.renderRoot.querySelector('header')).to.equal(null);
  });

  it('keeps its outlet, hidden, while something else is shown', async () => {
    const portal = await open(person('admin'));
    const { outlet } = portal;
    expect(outlet.checkVisibility()).to.equal(true);
    portal.view = { kind: 'failed', name: 'Chat', error: '' };
    await portal.updateComplete;
    expect(portal.outlet).to.equal(outlet);
    expect(outlet.isConnected).to.equal(true);
    expect(outlet.checkVisibility()).to.equal(false);
  });

  it('says what failed, puts the focus there, and asks for another try', async () => {
    const portal = await open(person('admin'), { kind: 'failed', name: 'Chat', error: 'Failed to fetch' });
    const card = portal.renderRoot.querySelector('va-failure-card')!;
    await card.updateComplete;
    expect(card.shadowRoot?.activeElement?.textContent).to.equal('Chat could not be loaded');
    setTimeout(() => card.renderRoot.querySelector<HTMLElement>('.primary')?.click());
    await oneEvent(portal, 'va-retry');
    portal.view = { kind: 'failed', name: 'Chat', error: '', retrying: true };
    await portal.updateComplete;
    await card.updateComplete;
    let retries = 0;
    portal.addEventListener('va-retry', () => (retries += 1));
    card.renderRoot.querySelector<HTMLElement>('.primary')?.click();
    expect(retries, 'one try at a time').to.equal(0);
  });

  it('says what is missing to a person who may not open a page', async () => {
    const portal = await open(person('clinician'), { kind: 'unauthorized' });
    const page = portal.renderRoot.querySelector('va-status-page')!;
    await page.updateComplete;
    expect(page.renderRoot.textContent).to.contain('administrator role');
    setTimeout(() => page.renderRoot.querySelector<HTMLElement>('button')?.click());
    await oneEvent(portal, 'va-sign-out');
  });
});

describe('a server that cannot be reached', () => {
  const shown = async (names: string[]) => {
    const portal = await open(undefined, { kind: 'unreachable' });
    // As in a real page: it comes with the code of the calls, after the frame.
    portal.vault = { lockedNames: () => Promise.resolve(names) } as unknown as Vault;
    await portal.updateComplete;
    const page = portal.renderRoot.querySelector('va-status-page')!;
    await new Promise((resolve) => setTimeout(resolve));
    await page.updateComplete;
    return page;
  };

  it('leaves what was written locked on this computer, and says how much of it', async () => {
    const page = await shown(['draft:c1', 'draft:new', 'outbox:c1:ab', 'outbox:c1:cd']);
    await expect(page).to.be.accessible();
    expect(page.renderRoot.textContent).to.include(
      'Kept on this computer: 2 drafts and unsent messages of 1 conversation. What is kept is locked',
    );
    document.body.replaceChildren();
    expect((await shown(['draft:new'])).renderRoot.textContent).to.include('Kept on this computer: 1 draft.');
  });

  it('says nothing of what is not there', async () => {
    expect((await shown([])).renderRoot.textContent).not.to.include('Kept');
  });
});

describe('another version', () => {
  for (const theme of ['light', 'dark']) {
    for (const offer of ['new', 'withdrawn'] as const) {
      it(`is offered in ${theme}, accessibly, when it is ${offer}`, async () => {
        document.documentElement.dataset.theme = theme;
        const portal = await open(person('clinician'));
        portal.offer = offer;
        await portal.updateComplete;
        await expect(portal).to.be.accessible();
        setTimeout(() =>
          portal.renderRoot.querySelector('va-update-notice')?.renderRoot.querySelector('button')?.click(),
        );
        await oneEvent(portal, 'va-take-update');
      });
    }
  }

  it('is not offered while an answer is written or something is not saved', async () => {
    const portal = await open(person('clinician'));
    portal.offer = 'new';
    await portal.updateComplete;
    const notice = portal.renderRoot.querySelector('va-update-notice')!;
    const isSeen = () => notice.checkVisibility({ visibilityProperty: true });
    expect(isSeen()).to.equal(true);
    for (const kind of ['busy', 'unsaved'] as const) {
      const end = portal.work.begin(kind);
      await waitUntil(() => !isSeen());
      end();
      await waitUntil(isSeen);
    }
  });
});

describe('the navigation of a narrow window', () => {
  it('opens and closes with its button, and with Escape gives the focus back', async () => {
    const portal = await open(person('admin'));
    const button = portal.renderRoot.querySelector<HTMLElement>('.menu')!;
    button.click();
    await portal.updateComplete;
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    const link = portal.renderRoot.querySelector<HTMLElement>('nav a')!;
    link.focus();
    link.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await portal.updateComplete;
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });

  it('closes when the focus goes on to the page', async () => {
    const portal = await open(person('admin'));
    const button = portal.renderRoot.querySelector<HTMLElement>('.menu')!;
    button.click();
    await portal.updateComplete;
    portal.renderRoot.querySelector<HTMLElement>('nav a')?.focus();
    portal.focusMain();
    await portal.updateComplete;
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });

  it('lets a person skip to the content', async () => {
    const portal = await open(person('admin'));
    portal.renderRoot.querySelector<HTMLElement>('.skip')?.click();
    expect(portal.shadowRoot?.activeElement?.localName).to.equal('main');
  });
});

describe('the account menu', () => {
  it('is walked with the keyboard, and gives the focus back', async () => {
    const { button, press, focused, element } = await menu(await open(person('admin')));
    button.focus();
    await press('ArrowDown');
    expect(focused()).to.equal('Light');
    await press('ArrowDown');
    expect(focused()).to.equal('Dark');
    await press('End');
    expect(focused()).to.equal('Sign out');
    await press('ArrowDown');
    expect(focused()).to.equal('Light');
    await press('ArrowUp');
    expect(focused()).to.equal('Sign out');
    await press('Escape');
    expect(element.shadowRoot?.activeElement).to.equal(button);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });

  it('is accessible while it is open', async () => {
    const { button, element } = await menu(await open(person('admin')));
    button.click();
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('changes the theme and keeps it', async () => {
    const portal = await open(person('admin'));
    const { button, element } = await menu(portal);
    button.click();
    await element.updateComplete;
    const dark = element.renderRoot.querySelector<HTMLElement>('[data-theme="dark"]')!;
    dark.click();
    await element.updateComplete;
    expect(dark.getAttribute('aria-checked')).to.equal('true');
    expect(portal.preferences.value.theme).to.equal('dark');
    expect(localStorage.getItem('va-preferences')).to.equal('{"theme":"dark"}');
  });

  it('closes when something else is pressed, and asks to sign out', async () => {
    const portal = await open(person('admin'));
    const { button, element } = await menu(portal);
    button.click();
    await element.updateComplete;
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await waitUntil(() => button.getAttribute('aria-expanded') === 'false');
    button.click();
    await element.updateComplete;
    setTimeout(() => element.renderRoot.querySelector<HTMLElement>('button[role="menuitem"]')?.click());
    await oneEvent(portal, 'va-sign-out');
  });
});
