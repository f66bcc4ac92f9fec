import { css } from 'lit';

/** The page: heading, panel at the side, list. Narrow, the panel stands between heading and list. */
export const documentsPage = css`
  :host {
    background: var(--va-surface);
  }
  .kb {
    display: grid;
    grid-template: 'head panel' auto 'list panel' 1fr / minmax(0, 1fr) 22.5rem;
    /* The banner and the links between the pages stand above. */
    min-block-size: calc(100dvh - 5.875rem);
  }
  va-documents-head {
    grid-area: head;
    padding-block: var(--va-6) 0;
    padding-inline: var(--va-8) var(--va-6);
  }
  va-upload-panel {
    grid-area: panel;
    border-inline-start: var(--va-hair);
    background: var(--va-bg);
  }
  va-document-list {
    grid-area: list;
    margin-block: var(--va-5) var(--va-6);
    margin-inline: var(--va-8) var(--va-6);
  }
  @media (max-width: 80rem) {
    .kb {
      grid-template: 'head' auto 'panel' auto 'list' 1fr / minmax(0, 1fr);
      min-block-size: 0;
    }
    va-upload-panel {
      margin-block-start: var(--va-5);
      border-inline-start: 0;
      border-block: var(--va-hair);
    }
  }
  @media (max-width: 60rem) {
    va-documents-head {
      padding: var(--va-5) var(--va-4) 0;
    }
    va-document-list {
      margin: var(--va-5) var(--va-4) var(--va-6);
    }
  }
`;
