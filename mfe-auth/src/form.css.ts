import { css } from 'lit';

/**
 * Fields with labels, hints and errors, and the summary of what is wrong. An address or a password reads from left to
 * right in every language, and stands where the language begins.
 */
export const formStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--va-2);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  .head label {
    font-weight: 500;
    color: var(--va-text-2);
  }
  .optional {
    color: var(--va-text-3);
  }
  .line {
    position: relative;
  }
  .in[aria-invalid='true'] {
    border-color: var(--va-danger);
    box-shadow: inset 0 0 0 1px var(--va-danger);
  }
  :host(:dir(rtl)) .in[dir='ltr'] {
    text-align: right;
  }
  .hint,
  .error {
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-3);
    overflow-wrap: anywhere;
  }
  .error {
    color: var(--va-danger);
  }
  .btn[aria-disabled='true'] {
    opacity: 0.7;
    cursor: default;
  }
  .summary {
    display: flex;
    gap: var(--va-3);
    padding: var(--va-3) var(--va-4);
    border-inline-start: 3px solid var(--va-danger);
    border-start-end-radius: var(--va-radius-s);
    border-end-end-radius: var(--va-radius-s);
    background: var(--va-danger-soft);
    overflow-wrap: anywhere;
  }
  .summary svg.i {
    margin-block-start: 0.0625rem;
    color: var(--va-danger);
  }
  .summary strong {
    font-weight: 600;
    color: var(--va-danger);
  }
  .summary li {
    margin-block-start: var(--va-1);
  }
  .summary a {
    color: var(--va-danger);
    text-decoration-color: var(--va-danger-line);
  }
  .summary a:hover {
    text-decoration-color: currentcolor;
  }
  @media (forced-colors: active) {
    .in[aria-invalid='true'] {
      border-width: 3px;
    }
  }
`;
