import { css } from 'lit';

/** What was just done, at the bottom end of the window. */
export const noticeStyles = css`
  .said {
    position: fixed;
    z-index: 6;
    inset-block-end: var(--va-5);
    inset-inline-end: var(--va-5);
    max-inline-size: min(34rem, calc(100vw - 2.5rem));
  }
  .said p {
    display: flex;
    gap: var(--va-2) var(--va-3);
    align-items: start;
    padding: var(--va-3) var(--va-4);
    border: 1px solid var(--va-line-strong);
    border-radius: var(--va-radius-l);
    background: var(--va-surface-raised);
    box-shadow: var(--va-shadow-pop);
    overflow-wrap: anywhere;
  }
  .said p > span {
    flex: 1;
  }
  .said svg.i {
    margin-block-start: 0.0625rem;
    color: var(--va-ok);
  }
  .said .failed {
    border-inline-start: 3px solid var(--va-danger);
  }
  .said .failed > svg.i {
    color: var(--va-danger);
  }
  .said .btn {
    margin: -0.375rem -0.5rem -0.375rem 0;
  }
  .said .btn svg.i {
    color: inherit;
  }
`;
