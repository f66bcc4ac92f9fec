import { css } from 'lit';

/** The quiet row below an answer: grey until somebody comes near, and always reachable. */
export const answerActionsStyles = css`
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--va-1);
    margin-inline-start: calc(-1 * var(--va-2));
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  .sep {
    align-self: stretch;
    inline-size: 1px;
    margin: var(--va-2) var(--va-1);
    background: var(--va-line);
  }
  @container chat (max-width: 22rem) {
    .sep {
      display: none;
    }
  }
`;

/** A button of that row. */
export const quietButton = css`
  .btn.quiet {
    padding: 0 var(--va-2);
    color: var(--quiet-text, var(--va-text-3));
    font-weight: 400;
  }
  .btn.quiet.icon {
    padding: 0;
  }
  .btn.quiet:hover {
    color: var(--va-text);
  }
`;
