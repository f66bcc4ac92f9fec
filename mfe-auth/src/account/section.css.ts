import { css } from 'lit';

/** A part of the account page: what it is about at the start, what is in it beside or below. */
export const sectionStyles = css`
  :host {
    container-type: inline-size;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 15rem) minmax(0, 36rem);
    gap: var(--va-4) var(--va-10);
    padding-block: var(--va-6) var(--va-8);
    border-block-start: var(--va-hair);
  }
  h2 {
    font-size: var(--va-text-lg);
    line-height: var(--va-lh-lg);
    font-weight: 600;
    letter-spacing: -0.008em;
  }
  .about p {
    margin-block-start: var(--va-1);
    color: var(--va-text-2);
    text-wrap: pretty;
  }
  .content {
    display: grid;
    gap: var(--va-4);
    align-content: start;
    justify-items: start;
  }
  .content > *,
  form > *:not(.btn) {
    inline-size: 100%;
  }
  .content > .btn {
    inline-size: auto;
  }
  form {
    display: grid;
    gap: var(--va-4);
    justify-items: start;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
    gap: var(--va-4) var(--va-3);
  }
  .pair .field {
    align-content: start;
  }
  .save {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-4);
    align-items: center;
  }
  .saved {
    display: flex;
    gap: var(--va-2);
    align-items: center;
    color: var(--va-ok);
  }
  .failure {
    display: grid;
    gap: var(--va-2);
    justify-items: start;
    color: var(--va-text-2);
  }
  .failure strong {
    font-weight: 600;
    color: var(--va-text);
  }
  @container (max-width: 48rem) {
    section {
      grid-template-columns: minmax(0, 36rem);
      padding-block: var(--va-5) var(--va-6);
    }
  }
`;
