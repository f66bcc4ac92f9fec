import { ContextProvider } from '@lit/context';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { ConnectionError, apiContext, define, tokens, type Api } from '@voiceassist/shared';
import type { DocumentDetail } from '@voiceassist/shared/schemas';
import { emulateMedia } from '@web/test-runner-commands';
import { LitElement } from 'lit';
import { document as doc } from '../testing/fake-knowledge-base.js';
import { findAllByRole, getByRole, press, says } from '../testing/find.js';
import { speak } from '../testing/locale.js';
import { defineDocumentPage } from './define-document.js';

class TestApiHost extends LitElement {
  readonly provider = new ContextProvider(this, { context: apiContext });
}

const AT = '2026-03-12T10:04:09.000Z';

function detail(given: Partial<DocumentDetail> = {}): DocumentDetail {
  const version = {
    filename: 'sepsis.pdf',
    sizeBytes: 1_000,
    sha256: 'abc',
    uploader: 'Jane Roe',
    createdAt: AT,
  };
  return {
    ...doc({ title: 'Sepsis in adults', version: 2 }),
    indexedVersion: 2,
    uploader: 'Jane Roe',
    queuedAt: AT,
    parsingAt: AT,
    indexingAt: AT,
    finishedAt: AT,
    versions: [
      { ...version, version: 2, isReadable: true },
      { ...version, version: 1, isReadable: false },
    ],
    ...given,
  } as DocumentDetail;
}

async function openDocument(parts: { of?: DocumentDetail; error?: Error; passages?: number } = {}) {
  defineDocumentPage();
  define('test-document-host', TestApiHost);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const calls: string[] = [];
  const state = { error: parts.error };
  const kb = {
    document: async () => {
      if (state.error) throw state.error;
      return parts.of ?? detail();
    },
    listChunks: async () =>
      Array.from({ length: parts.passages ?? 2 }, (_, at) => ({
        id: `p${at}`,
        position: at,
        headingPath: ['Treatment', 'First hour'],
        text: `Passage number ${at}.`,
        start: 0,
        end: 1,
      })),
    retryDocument: async (id: string) => void calls.push(`retry ${id}`),
    original: async (_: string, version: number) => {
      calls.push(`original ${version}`);
      return new Blob(['file']);
    },
  };
  const host = await fixture<TestApiHost>(html`<test-document-host></test-document-host>`);
  host.provider.setValue({ kb } as unknown as Api);
  const page = document.createElement('va-document-page');
  page.parameters = { id: 'one' };
  host.renderRoot.append(page);
  return { page, calls, state };
}

describe('<va-document-page>', () => {
  before(() => speak('en'));
  after(async () => {
    await emulateMedia({ colorScheme: 'light' });
    await speak('en');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      const { page } = await openDocument({
        of: detail({ status: 'failed', error: 'It is scanned.', version: 3 }),
      });
      await says(page, 'It is scanned. Version 2 stays in use.');
      await expect(page).to.be.accessible();
    });
  }

  it('tells what the document is, when it was read, its versions, and its passages with their headings', async () => {
    const { page } = await openDocument();
    await getByRole(page, 'heading', 'Sepsis in adults');
    await says(page, 'Uploaded by Jane Roe');
    await says(page, /Queued 12 Mar 2026/);
    await says(page, 'Treatment › First hour Passage number 0.');
    expect(findAllByRole(page, 'button', /^Download version/)).to.have.length(2);
    await says(page, '1 could not be read');
  });

  it('draws the first passages, and more when asked', async () => {
    const { page } = await openDocument({ passages: 60 });
    await says(page, 'Passage number 24.');
    await press(page, 'Show more, 35 left');
    await says(page, 'Passage number 59.');
  });

  it('has the document read again, and gives the file of a version', async () => {
    const { page, calls } = await openDocument();
    await press(page, 'Reindex');
    await waitUntil(() => calls.includes('retry one'));
    await waitUntil(async () => (await getByRole(page, 'button', 'Reindex')).ariaDisabled !== 'true');
    await press(page, 'Download version 1 of Sepsis in adults');
    await waitUntil(() => calls.includes('original 1'));
  });

  it('says that the document could not be loaded, and asks again', async () => {
    const { page, state } = await openDocument({ error: new ConnectionError('network') });
    await getByRole(page, 'heading', 'Document');
    await says(page, 'The server cannot be reached.');
    state.error = undefined;
    await press(page, 'Retry');
    await getByRole(page, 'heading', 'Sepsis in adults');
  });

  it('speaks German', async () => {
    await speak('de');
    const { page } = await openDocument();
    await says(page, 'Passagen, wie sie indexiert sind');
    await says(page, 'Hochgeladen von Jane Roe');
  });
});
