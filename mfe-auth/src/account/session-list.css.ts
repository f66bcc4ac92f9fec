import { css } from 'lit';

/** Where the person is signed in: one line for each device. */
export const sessionList = css`
  [role='listitem'] {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-4);
    align-items: center;
    padding-block: var(--va-3);
    border-block-end: var(--va-hair);
  }
  [role='listitem']:first-child {
    padding-block-start: 0;
  }
  [role='listitem'] > div {
    flex: 1 1 16rem;
    min-inline-size: 0;
  }
  .device {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--va-3);
    align-items: center;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .when {
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .btn[aria-disabled='true'] {
    color: var(--va-text-3);
    cursor: default;
  }
`;
