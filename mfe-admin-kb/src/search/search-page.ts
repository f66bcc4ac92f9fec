import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { PageTitleEvent, apiContext, controls, type Api } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Remote } from './remote.js';
import { searchPage } from './search-page.css.js';

const VIEWS = ['search', 'questions', 'gaps', 'feedback'] as const;
type View = (typeof VIEWS)[number];

/**
 * How good retrieval is: a search that says why, test questions, what the knowledge base lacks, and what people think
 * of answers.
 *
 * @element va-search-page
 * @fires va-page-title
 */
export class SearchPage extends LitElement {
  static override styles = [controls, searchPage];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private view: View = viewOf(location.search);

  readonly #capabilities = new Remote(
    this,
    () => this.api,
    async (api) => (await api.server.capabilities()).capabilities,
  );
  #title = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#title = '';
    this.requestUpdate();
  }

  protected override updated(): void {
    const title = msg('Search test');
    if (title === this.#title) return;
    this.#title = title;
    this.dispatchEvent(new PageTitleEvent(title));
  }

  protected override render(): TemplateResult {
    const views = this.#views;
    const view = views.includes(this.view) ? this.view : 'search';
    return html`
      <va-kb-tabs current="search"></va-kb-tabs>
      <div class="page">
        <h1>${msg('Search test')}</h1>
        <div
          class="views"
          role="tablist"
          aria-label=${msg('Views of the search test')}
          @keydown=${this.#onKey}
        >
          ${views.map((each) => this.#renderTab(each, each === view))}
        </div>
        <div role="tabpanel" id="panel" aria-labelledby=${`tab-${view}`}>${this.#renderView(view)}</div>
      </div>
    `;
  }

  #renderTab(view: View, isSelected: boolean): TemplateResult {
    return html`<button
      type="button"
      role="tab"
      id=${`tab-${view}`}
      data-view=${view}
      aria-selected=${isSelected}
      aria-controls="panel"
      tabindex=${isSelected ? 0 : -1}
      @click=${this.#onTab}
    >
      ${nameOf(view)}
    </button>`;
  }

  #renderView(view: View): TemplateResult {
    switch (view) {
      case 'search':
        return html`<va-search-try></va-search-try>`;
      case 'questions':
        return html`<va-test-questions></va-test-questions>`;
      case 'gaps':
        return html`<va-knowledge-gaps></va-knowledge-gaps>`;
      case 'feedback':
        return html`<va-feedback-list></va-feedback-list>`;
    }
  }

  /** Those that the server can fill. */
  get #views(): View[] {
    const can = this.#capabilities.value ?? ['kb', 'gaps', 'feedback'];
    return VIEWS.filter((view) => can.includes(view === 'gaps' || view === 'feedback' ? view : 'kb'));
  }

  #show(view: View): void {
    this.view = view;
    const address = view === 'search' ? location.pathname : `?view=${view}`;
    history.replaceState(history.state, '', address);
  }

  #onTab(event: Event): void {
    this.#show((event.currentTarget as HTMLElement).dataset['view'] as View);
  }

  async #onKey(event: KeyboardEvent): Promise<void> {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const views = this.#views;
    const forward = this.matches(':dir(rtl)') && Number.isFinite(step) ? -step : step;
    const at = views.indexOf(this.view) + forward;
    const wrapped = Number.isFinite(at) ? (at + views.length) % views.length : at < 0 ? 0 : views.length - 1;
    this.#show(views[wrapped] ?? 'search');
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#tab-${this.view}`)?.focus();
  }
}

function viewOf(search: string): View {
  const asked = new URLSearchParams(search).get('view');
  return VIEWS.find((view) => view === asked) ?? 'search';
}

function nameOf(view: View): string {
  switch (view) {
    case 'search':
      return msg('Search');
    case 'questions':
      return msg('Test questions');
    case 'gaps':
      return msg('Knowledge gaps');
    case 'feedback':
      return msg('Feedback');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-search-page': SearchPage;
  }
}
