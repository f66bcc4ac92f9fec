import { css } from 'lit';

/** The tree of files: rows with hairlines, each level set in. */
export const fileTree = css`
  ul ul {
    padding-inline-start: 1.75rem;
  }
  .entry {
    display: flex;
    gap: var(--va-2);
    align-items: center;
    min-block-size: 2.5rem;
    border-block-end: var(--va-hair);
  }
  .entry .btn {
    flex: none;
    inline-size: 1.75rem;
    min-block-size: 1.75rem;
    padding: 0;
  }
  .entry .btn svg {
    transition: rotate var(--va-fast) var(--va-ease);
    rotate: -90deg;
  }
  .entry .btn:dir(rtl) svg {
    rotate: 90deg;
  }
  .entry .btn[aria-expanded='true'] svg {
    rotate: 0deg;
  }
  .gap {
    flex: none;
    inline-size: 1.75rem;
  }
  label {
    display: flex;
    flex: 1 1 auto;
    gap: var(--va-3);
    align-items: center;
    min-inline-size: 0;
    padding-block: var(--va-2);
  }
  bdi {
    overflow-wrap: anywhere;
  }
  .folder bdi {
    font-weight: 500;
  }
  .unreadable {
    color: var(--va-text-3);
  }
  .facts {
    flex: none;
    display: flex;
    gap: var(--va-4);
    align-items: center;
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
    font-variant-numeric: tabular-nums lining-nums;
  }
  .size {
    min-inline-size: 4rem;
    text-align: end;
  }
  .word {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-3);
    align-items: center;
    padding-block: var(--va-3);
    color: var(--va-text-2);
    text-wrap: pretty;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--va-2) var(--va-4);
    align-items: center;
    padding-block: var(--va-4) var(--va-2);
  }
  .bar p {
    color: var(--va-text-2);
    font-variant-numeric: tabular-nums lining-nums;
  }
  @media (max-width: 40rem) {
    .size {
      display: none;
    }
    ul ul {
      padding-inline-start: 1rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .entry .btn svg {
      transition: none;
    }
  }
`;
