import { microFrontend } from '@voiceassist/shared';
import { defineDocumentElements } from './define-documents.js';

defineDocumentElements();

export const { bootstrap, mount, unmount } = microFrontend([{ path: '/admin/kb', tag: 'va-documents-page' }]);
