import { ContextProvider } from '@lit/context';
import { fixture, html, waitUntil } from '@open-wc/testing';
import { apiContext, define, tokens } from '@voiceassist/shared';
import { LitElement } from 'lit';
import { defineDocumentElements } from '../documents/define-documents.js';
import type { DocumentsPage } from '../documents/documents-page.js';
import { uploadsOf } from '../uploads/uploads.js';
import type { FakeKnowledgeBase } from './fake-knowledge-base.js';
import { findByRole, textOf } from './find.js';

class ApiProvider extends LitElement {
  readonly provider = new ContextProvider(this, { context: apiContext });

  protected override createRenderRoot(): this {
    return this;
  }
}

/** The page as in the portal: with the API of a fake server, and the design's tokens. */
export async function openPage(server: FakeKnowledgeBase): Promise<DocumentsPage> {
  defineDocumentElements();
  define('test-api-provider', ApiProvider);
  showPage(true);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const host = await fixture<ApiProvider>(html`<test-api-provider></test-api-provider>`);
  host.provider.setValue(server.api);
  const page = document.createElement('va-documents-page');
  host.append(page);
  await waitUntil(() => !textOf(page).includes('Loading documents'), 'the list has not come');
  await waitUntil(() => !findByRole(page, 'table', 'Documents') || /\d document/.test(textOf(page)));
  return page;
}

/** Brings the page to the screen or hides it; tests run side by side, so that only one tab would be on screen. */
export function showPage(visible: boolean): void {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    value: visible ? 'visible' : 'hidden',
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Ends what a fake server still holds, as signing out does: a page that is still sending does not let itself be closed. */
export function endUploads(server: FakeKnowledgeBase): void {
  uploadsOf(server.api).clear();
}

/** The file input behind "Upload documents". */
export function pickerOf(page: DocumentsPage): HTMLInputElement {
  const head = page.renderRoot.querySelector('va-documents-head');
  const picker = head?.renderRoot.querySelector<HTMLInputElement>('input[type="file"]');
  if (!picker) throw new Error('There is no file picker');
  return picker;
}

/** Chooses files as the file picker does. */
export function chooseFiles(page: DocumentsPage, ...files: File[]): void {
  const picker = pickerOf(page);
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  picker.files = transfer.files;
  picker.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A file with so many bytes. */
export function file(name: string, bytes = 1024): File {
  return new File([new Uint8Array(bytes)], name);
}
