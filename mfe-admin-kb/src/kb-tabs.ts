import { msg } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Offered } from './offered.js';

type Tab = 'documents' | 'jobs' | 'search';

/**
 * The links between the pages of the knowledge base.
 *
 * @element va-kb-tabs
 */
export class KbTabs extends LitElement {
  static override styles = [
    controls,
    css`
      nav {
        display: flex;
        gap: var(--va-5);
        padding-inline: var(--va-8);
        overflow-x: auto;
        border-block-end: var(--va-hair);
        background: var(--va-surface);
      }
      a {
        padding-block: 0.625rem 0.5rem;
        border-block-end: 2px solid transparent;
        color: var(--va-text-2);
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        font-weight: 500;
        text-decoration: none;
        white-space: nowrap;
      }
      a:hover {
        color: var(--va-text);
      }
      a[aria-current] {
        border-color: var(--va-text);
        color: var(--va-text);
        font-weight: 600;
      }
      a:focus-visible {
        outline-offset: -3px;
      }
      @media (max-width: 60rem) {
        nav {
          padding-inline: var(--va-4);
        }
      }
      @media (pointer: coarse) {
        a {
          padding-block: 0.75rem;
        }
      }
      @media (forced-colors: active) {
        a:not([aria-current]) {
          border-color: Canvas;
        }
        a[aria-current] {
          border-color: Highlight;
        }
      }
    `,
  ];

  /** The page that is shown. */
  @property() current: Tab = 'documents';

  readonly #offered = new Offered(this);

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#offered.has('jobs')) return nothing;
    return html`<nav aria-label=${msg('Parts of the knowledge base')}>
      ${this.#renderLink('documents', '/admin/kb', msg('Documents'))}
      ${this.#renderLink('jobs', '/admin/kb/jobs', msg('Indexing jobs'))}
      ${this.#renderLink('search', '/admin/kb/search', msg('Search test'))}
    </nav>`;
  }

  #renderLink(tab: Tab, href: string, label: string): TemplateResult {
    return html`<a href=${href} aria-current=${tab === this.current ? 'page' : nothing}>${label}</a>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-kb-tabs': KbTabs;
  }
}
