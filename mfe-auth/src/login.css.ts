import { css } from 'lit';

/**
 * What the sign-in page has alone: the way to a new password, after the field for the keyboard, and above it for the eye
 * where label and link fit beside each other.
 */
export const loginStyles = css`
  .secret {
    position: relative;
    display: grid;
    container-type: inline-size;
  }
  .forgot {
    justify-self: end;
    margin-block-start: var(--va-1);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
  }
  @container (min-width: 17rem) {
    .forgot {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 0;
      margin: 0;
    }
  }
`;
