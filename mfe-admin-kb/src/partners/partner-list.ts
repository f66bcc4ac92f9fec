import { msg, str } from '@lit/localize';
import { controls, icon, plural } from '@voiceassist/shared';
import type { Partner, PartnerUsage } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatAgo, formatCount, formatMoment, isolated } from '../format.js';
import type { Known } from '../system/system-controller.js';
import { PartnerRequestEvent } from './events.js';
import { partnerList } from './partner-list.css.js';
import { partnerErrorWords } from './partner-words.js';

/**
 * Partners, each with where its pages are, what it used today, what went wrong last, and what can be done with it.
 *
 * @element va-partner-list
 * @fires va-partner-request
 */
export class PartnerList extends LitElement {
  static override styles = [controls, partnerList];

  @property({ attribute: false }) partners: readonly Partner[] = [];
  /** Of those whose use is open, by their id. */
  @property({ attribute: false }) usage: ReadonlyMap<string, Known<PartnerUsage>> = new Map();

  protected override render(): TemplateResult {
    return html`<ul aria-label=${msg('Partners')}>
      ${repeat(
        this.partners,
        ({ id }) => id,
        (partner) => this.#renderPartner(partner),
      )}
    </ul>`;
  }

  #renderPartner(partner: Partner): TemplateResult {
    const { id, name, allowedOrigins, isActive, lastError } = partner;
    const use = this.usage.get(id);
    return html`<li>
      <div class="head">
        <h3 dir="auto">${name}</h3>
        ${
          isActive
            ? html`<span class="tag ok">${icon('check', 's')}${msg('On')}</span>`
            : html`<span class="tag idle">${msg('Off')}</span>`
        }
      </div>
      <p dir="ltr" class="code"><code>${id}</code></p>
      <p dir="ltr" class="code">${allowedOrigins.join(' · ')}</p>
      <p>${this.#key(partner)}</p>
      <p>${this.#today(partner)}</p>
      ${lastError ? html`<p class=${isRecent(lastError) ? 'fault bad' : 'fault'}>${icon('error', 's')}<span>${this.#lastError(lastError)}</span></p>` : nothing}
      <div class="row">${this.#renderButtons(partner, use !== undefined)}</div>
      ${use ? html`<va-partner-use .usage=${use} .name=${name}></va-partner-use>` : nothing}
    </li>`;
  }

  #key({ signing, algorithm, thumbprint, previousSecretUntil }: Partner): string {
    const print = isolated(thumbprint ?? '');
    if (signing === 'public_key') return msg(str`Signs with its own key (${algorithm}), thumbprint ${print}`);
    if (!previousSecretUntil) return msg('Signs with a shared secret');
    const until = formatMoment(new Date(previousSecretUntil));
    return msg(str`Signs with a shared secret; the one before is taken until ${until}`);
  }

  #today({ today, users }: Partner): string {
    const { exchanges, questions, activeUsers } = today;
    const [count, active, all] = [questions, activeUsers, users].map(formatCount);
    const known = plural(users, { one: msg('1 user so far'), other: msg(str`${all} users so far`) });
    if (exchanges + questions === 0) return msg(str`Not used today; ${known}`);
    const asked = plural(questions, { one: msg('1 question'), other: msg(str`${count} questions`) });
    const came = plural(activeUsers, { one: msg('1 user'), other: msg(str`${active} users`) });
    return msg(str`Today: ${asked} from ${came}; ${known}`);
  }

  #lastError({ code, lastAt, lastOrigin }: NonNullable<Partner['lastError']>): string {
    const [{ name }, ago, origin] = [
      partnerErrorWords(code),
      formatAgo(new Date(lastAt)),
      isolated(lastOrigin ?? ''),
    ];
    return origin ? msg(str`${name}, ${ago}, from ${origin}`) : msg(str`${name}, ${ago}`);
  }

  #renderButtons(partner: Partner, isOpen: boolean): TemplateResult {
    const { isActive, signing } = partner;
    return html`
      ${this.#renderButton(partner, 'use', msg('Use'), isOpen)}
      ${this.#renderButton(partner, 'change', msg('Change…'))}
      ${this.#renderButton(partner, 'secret', signing === 'public_key' ? msg('Use a secret…') : msg('New secret…'))}
      ${isActive ? this.#renderButton(partner, 'off', msg('Switch off…')) : this.#renderButton(partner, 'on', msg('Switch on'))}
      ${this.#renderButton(partner, 'delete', msg('Delete…'))}
    `;
  }

  #renderButton(
    partner: Partner,
    action: PartnerRequestEvent['action'],
    label: string,
    isOpen?: boolean,
  ): TemplateResult {
    const name = isolated(partner.name);
    return html`<button
      type="button"
      class="btn sm"
      aria-label=${msg(str`${label} ${name}`)}
      aria-expanded=${isOpen ?? nothing}
      @click=${() => this.dispatchEvent(new PartnerRequestEvent(action, partner))}
    >
      ${label}
    </button>`;
  }
}

const DAY_MS = 86_400_000;

/** It is probably still so. */
const isRecent = ({ lastAt }: NonNullable<Partner['lastError']>): boolean =>
  Date.now() - Date.parse(lastAt) < DAY_MS;

declare global {
  interface HTMLElementTagNameMap {
    'va-partner-list': PartnerList;
  }
}
