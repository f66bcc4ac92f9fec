import { msg, str } from '@lit/localize';
import { controls, formatLocale } from '@voiceassist/shared';
import type { ClientErrorGroup, PanelSummary, SystemHistory } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount } from '../format.js';
import { milliseconds } from './plots.js';
import { systemFigures } from './system-figures.css.js';
import { Offered } from '../offered.js';

interface Figure {
  name: string;
  value: string | undefined;
  beside?: string | undefined;
  under?: string;
}

/**
 * The strip of figures over the page of the system.
 *
 * @element va-system-figures
 */
export class SystemFigures extends LitElement {
  static override styles = [controls, systemFigures];

  @property({ attribute: false }) summary: PanelSummary | undefined;
  @property({ attribute: false }) failures: readonly ClientErrorGroup[] | undefined;
  @property({ attribute: false }) history: SystemHistory | undefined;

  readonly #offered = new Offered(this);

  protected override render(): TemplateResult {
    const { summary, failures } = this;
    const total = summary ? formatCount(summary.totalDocuments) : '';
    const times = failures && formatCount(failures.reduce((sum, { count }) => sum + count, 0));
    const ready = summary && formatCount(summary.readyDocuments);
    return html`<dl>
      ${this.#renderFigure({ name: msg('Documents ready'), value: ready, beside: summary && msg(str`of ${total}`) })}
      ${this.#renderCounted(msg('Questions today'), summary?.messagesToday)}
      ${(this.history ? this.#answers(this.history) : this.#people()).map((each) => this.#renderFigure(each))}
      ${
        this.#offered.has('client-errors')
          ? this.#renderFigure({ name: msg('Failures in 30 days'), value: times })
          : nothing
      }
    </dl>`;
  }

  /** A figure that a server of another dialect may not count. */
  #renderCounted(name: string, figure: number | undefined): TemplateResult | typeof nothing {
    return this.summary && figure === undefined
      ? nothing
      : this.#renderFigure({ name, value: count(figure) });
  }

  #renderFigure({ name, value, beside = '', under = '' }: Figure): TemplateResult {
    return html`<div>
      <dt>${name}</dt>
      <dd>${value ?? '–'} <small>${beside}</small></dd>
      ${under ? html`<dd class="under">${under}</dd>` : nothing}
    </div>`;
  }

  /** What a server says that keeps a history. */
  #answers({ total }: SystemHistory): Figure[] {
    const { answers, notFound, firstSentenceMs, firstSentenceP95Ms } = total;
    const share = answers ? (answers - notFound) / answers : undefined;
    const percent = new Intl.NumberFormat(formatLocale(), { style: 'percent', maximumFractionDigits: 1 });
    const [missing, all] = [notFound, answers].map(formatCount);
    const within = firstSentenceP95Ms == null ? '' : milliseconds(firstSentenceP95Ms);
    return [
      {
        name: msg('Answered from documents'),
        value: share === undefined ? undefined : percent.format(share),
        under: answers ? msg(str`${missing} of ${all} not found`) : msg('No questions in this time'),
      },
      {
        name: msg('First words of an answer'),
        value: firstSentenceMs == null ? undefined : milliseconds(firstSentenceMs),
        under: within && msg(str`95 % within ${within}`),
      },
    ];
  }

  #people(): Figure[] {
    const { summary } = this;
    const people = summary ? formatCount(summary.totalUsers) : '';
    return [
      {
        name: msg('Active accounts'),
        value: summary && formatCount(summary.activeUsers),
        beside: summary && msg(str`of ${people}`),
      },
      ...(summary && summary.openSockets === undefined
        ? []
        : [{ name: msg('Open connections'), value: count(summary?.openSockets) }]),
    ];
  }
}

const count = (figure: number | undefined): string | undefined =>
  figure === undefined ? undefined : formatCount(figure);

declare global {
  interface HTMLElementTagNameMap {
    'va-system-figures': SystemFigures;
  }
}
