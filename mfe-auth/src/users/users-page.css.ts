import { css } from 'lit';

/** The page of people: heading and list. */
export const usersPage = css`
  :host {
    min-block-size: 100%;
    padding-block: var(--va-6) var(--va-8);
    padding-inline: var(--va-8) var(--va-6);
    background: var(--va-surface);
  }
  h1 {
    font-size: var(--va-text-xl);
    line-height: var(--va-lh-xl);
    font-weight: 600;
    letter-spacing: -0.018em;
  }
  .lead {
    color: var(--va-text-2);
  }
  va-user-list {
    margin-block-start: var(--va-5);
  }
  @media (max-width: 60rem) {
    :host {
      padding: var(--va-5) var(--va-4) var(--va-6);
    }
  }
`;
