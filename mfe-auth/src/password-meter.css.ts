import { css } from 'lit';

/** How hard a new password is to guess: five steps and words. */
export const meterStyles = css`
  .strength {
    display: grid;
    gap: var(--va-1);
    margin-block-start: var(--va-1);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
  /* empty, it takes no room of its own; the gap of the grid is taken back */
  .strength:not([data-score]) {
    margin-block-start: calc(-1 * var(--va-1));
  }
  .strength b {
    font-weight: 600;
    color: var(--va-text);
  }
  .meter {
    display: grid;
    grid-template-columns: repeat(5, 1fr);
    gap: 3px;
  }
  .meter span {
    block-size: 0.25rem;
    border-radius: 2px;
    background: var(--va-line);
  }
  .strength .on {
    background: var(--va-danger);
  }
  .strength:is([data-score='2'], [data-score='3']) .on {
    background: var(--va-warn);
  }
  .strength[data-score='4'] .on {
    background: var(--va-ok);
  }
  @media (forced-colors: active) {
    .meter span {
      forced-color-adjust: none;
      background: Canvas;
      border: 1px solid CanvasText;
    }
    .strength[data-score] .on {
      background: CanvasText;
    }
  }
`;
