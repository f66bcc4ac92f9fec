import { define } from '@voiceassist/shared';
import { KbTabs } from '../kb-tabs.js';
import { DocumentPage } from './document-page.js';

/** Registers the page of one document. */
export function defineDocumentPage(): void {
  define('va-kb-tabs', KbTabs);
  define('va-document-page', DocumentPage);
}
