import { css } from 'lit';

export const fhirImportStyles = css`
  :host {
    display: grid;
    gap: var(--va-4);
  }
  .lead {
    color: var(--va-text-2);
  }
  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--va-2) var(--va-3);
    padding: var(--va-6) var(--va-4);
    border: 1px dashed var(--va-line-control);
    border-radius: var(--va-radius-l);
    color: var(--va-text-2);
  }
  .drop.over {
    border-color: var(--va-accent);
    border-style: solid;
    background: var(--va-accent-soft);
  }
  textarea {
    padding: var(--va-2) var(--va-3);
    font: 400 var(--va-text-sm) / var(--va-lh-sm) var(--va-font-mono);
    resize: vertical;
  }
  .problem:not(:empty),
  .doubt {
    display: flex;
    gap: var(--va-2);
    color: var(--va-danger);
  }
  .doubt {
    color: var(--va-warn);
  }
  p svg {
    margin-block-start: 0.1875rem;
  }
  h3 {
    padding-block-end: var(--va-1);
    border-block-end: 1.5px solid var(--va-text);
    font-size: var(--va-text-md);
    font-weight: 600;
  }
  section p {
    margin-block: var(--va-2);
  }
  dl {
    display: grid;
    grid-template-columns: minmax(5rem, auto) minmax(0, 1fr);
  }
  dt,
  dd {
    padding-block: var(--va-2);
    border-block-end: var(--va-hair);
  }
  dt {
    padding-inline-end: var(--va-4);
    color: var(--va-text-2);
  }
  dd {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .warning {
    color: var(--va-danger);
    font-weight: 600;
  }
  summary {
    display: flex;
    align-items: center;
    gap: var(--va-2);
    min-block-size: 1.75rem;
    list-style: none;
    cursor: pointer;
    font-weight: 500;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary svg:dir(rtl) {
    transform: scaleX(-1);
  }
  details[open] summary svg {
    rotate: 90deg;
  }
  details[open] summary svg:dir(rtl) {
    rotate: -90deg;
  }
  li {
    padding-block: var(--va-1);
    padding-inline-start: 1.375rem;
    color: var(--va-text-2);
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    overflow-wrap: anywhere;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--va-2);
  }
`;
