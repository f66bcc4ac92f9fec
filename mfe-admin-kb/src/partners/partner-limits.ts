import { msg } from '@lit/localize';
import type { PartnerLimits } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';

/** What a new partner is offered. */
export const USUAL_LIMITS: PartnerLimits = {
  exchangesPerMinute: 120,
  exchangesPerDay: 20_000,
  questionsPerMinute: 60,
  questionsPerDay: 5_000,
  activeUsers: 500,
};

const NAMES = Object.keys(USUAL_LIMITS) as (keyof PartnerLimits)[];

function label(name: keyof PartnerLimits): string {
  switch (name) {
    case 'exchangesPerMinute':
      return msg('Token exchanges a minute');
    case 'exchangesPerDay':
      return msg('Token exchanges a day');
    case 'questionsPerMinute':
      return msg('Questions a minute');
    case 'questionsPerDay':
      return msg('Questions a day');
    case 'activeUsers':
      return msg('Different users a day');
  }
}

/** The most that each may be, as the server has it. */
const MOST: PartnerLimits = {
  exchangesPerMinute: 100_000,
  exchangesPerDay: 10_000_000,
  questionsPerMinute: 100_000,
  questionsPerDay: 10_000_000,
  activeUsers: 1_000_000,
};

/** One field for each limit. */
export const limitFields = (limits: PartnerLimits): TemplateResult =>
  html`<fieldset class="pair">
    <legend>${msg('What it may use')}</legend>
    ${NAMES.map(
      (name) =>
        html`<div class="field">
          <label for=${name}>${label(name)}</label>
          <input
            class="in"
            type="number"
            id=${name}
            name=${name}
            min="1"
            max=${MOST[name]}
            step="1"
            required
            .defaultValue=${String(limits[name])}
          />
        </div>`,
    )}
  </fieldset>`;

/** What the fields say. */
export const limitsFrom = (data: FormData): PartnerLimits =>
  Object.fromEntries(NAMES.map((name) => [name, Number(data.get(name))])) as unknown as PartnerLimits;
