import { microFrontend } from '@voiceassist/shared';
import { defineDocumentElements } from './documents/define-documents.js';
import { translations } from './translations.js';

defineDocumentElements();

export const { bootstrap, mount, unmount } = microFrontend(
  [
    { path: '/admin/kb', tag: 'va-documents-page' },
    {
      path: '/admin/kb/jobs',
      tag: 'va-jobs-page',
      load: async () => (await import('./jobs/define-jobs.js')).defineJobElements(),
    },
    {
      path: '/admin/kb/documents/:id',
      tag: 'va-document-page',
      load: async () => (await import('./detail/define-document.js')).defineDocumentPage(),
    },
    {
      path: '/admin/kb/search',
      tag: 'va-search-page',
      load: async () => (await import('./search/define-search.js')).defineSearchElements(),
    },
    {
      path: '/admin/system',
      tag: 'va-system-page',
      load: async () => (await import('./system/define-system.js')).defineSystemElements(),
    },
    {
      path: '/admin/integrations',
      tag: 'va-integrations-page',
      load: async () => (await import('./integrations/define-integrations.js')).defineIntegrationElements(),
    },
  ],
  translations,
);
