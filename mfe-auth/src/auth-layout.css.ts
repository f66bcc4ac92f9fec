import { css } from 'lit';

export const authLayout = css`
  :host {
    display: grid;
    grid-template-columns: minmax(min(26rem, 100%), 5fr) 7fr;
    min-block-size: 100%;
  }
  .form {
    display: flex;
    flex-direction: column;
    padding: var(--va-6) clamp(1.25rem, 4vw, 4rem);
    background: var(--va-surface);
    overflow-wrap: anywhere;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: var(--va-4);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    font-weight: 600;
    font-size: 1rem;
    letter-spacing: -0.012em;
  }
  .brand svg.i {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    color: var(--va-accent);
  }
  .middle {
    margin: auto 0;
    inline-size: min(100%, 23rem);
    padding-block: var(--va-8);
  }
  h1 {
    font-size: var(--va-text-2xl);
    line-height: var(--va-lh-2xl);
    font-weight: 600;
    letter-spacing: -0.022em;
  }
  h1:focus {
    outline: none;
  }
  .lead {
    margin-block-start: var(--va-1);
    color: var(--va-text-2);
    font-size: var(--va-text-read);
    line-height: 1.5rem;
  }
  form {
    display: grid;
    gap: var(--va-4);
    margin-block-start: var(--va-8);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr));
    gap: var(--va-3);
  }
  .pair .field {
    align-content: start;
  }
  .in,
  .middle .btn {
    min-block-size: 2.75rem;
    font-size: var(--va-text-read);
  }
  .demo,
  .middle .btn {
    white-space: normal;
  }
  .ask {
    margin-block-start: var(--va-6);
  }
  .summary,
  .notice {
    margin-block-start: var(--va-6);
  }
  .notice {
    display: flex;
    gap: var(--va-3);
    padding: var(--va-3) var(--va-4);
    border-inline-start: 3px solid var(--va-accent);
    border-start-end-radius: var(--va-radius-s);
    border-end-end-radius: var(--va-radius-s);
    background: var(--va-accent-soft);
  }
  .notice svg.i {
    margin-block-start: 0.0625rem;
    color: var(--va-accent);
  }
  .foot {
    font-size: var(--va-text-sm);
    color: var(--va-text-3);
  }
  va-specimen {
    background: var(--va-source-paper);
    border-inline-start: var(--va-hair);
  }
  @media (max-width: 60rem) {
    :host {
      grid-template-columns: 1fr;
    }
    va-specimen {
      display: none;
    }
    .middle {
      margin: 0;
    }
    .foot {
      margin-block-start: auto;
    }
  }
`;
