import { css } from 'lit';

/** The account page: its parts one below the other. */
export const accountPage = css`
  :host {
    min-block-size: 100%;
    padding-block: var(--va-6) var(--va-8);
    padding-inline: var(--va-8);
    background: var(--va-surface);
  }
  h1 {
    margin-block-end: var(--va-5);
    font-size: var(--va-text-xl);
    line-height: var(--va-lh-xl);
    font-weight: 600;
    letter-spacing: -0.018em;
  }
  h1:focus {
    outline: none;
  }
  va-profile-form,
  va-change-password-form,
  va-session-list,
  va-preferences-form {
    max-inline-size: 56rem;
  }
  .loading,
  .failure {
    max-inline-size: 56rem;
    padding-block: var(--va-6);
    border-block-start: var(--va-hair);
    color: var(--va-text-2);
  }
  .failure {
    display: grid;
    gap: var(--va-3);
    justify-items: start;
  }
  .failure strong {
    font-weight: 600;
    color: var(--va-text);
  }
  @media (max-width: 60rem) {
    :host {
      padding: var(--va-5) var(--va-4) var(--va-6);
    }
  }
`;
