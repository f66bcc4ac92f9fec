import { msg, str } from '@lit/localize';
import { icon, plural } from '@voiceassist/shared';
import { html, type TemplateResult } from 'lit';
import { allFacts } from '../facts.js';
import type { LeftOut } from './left-out.js';
import type { FhirReading } from './read-fhir.js';

interface Preview {
  readonly reading: Extract<FhirReading, { context: unknown }>;
  /** Taking over would replace something. */
  readonly hasContent: boolean;
  readonly onOther: () => void;
  readonly onTake: () => void;
}

/** What was understood of a record and what is left out, before anything is taken over. */
export function renderPreview({ reading, hasContent, onOther, onTake }: Preview): TemplateResult {
  const { context, warnings, leftOut } = reading;
  const facts = allFacts(context);
  const replaces = msg('Taking over replaces what the form holds now. Notes stay.');
  return html`
    <section aria-labelledby="understood">
      <h3 id="understood" tabindex="-1">${msg('Understood')}</h3>
      ${warnings.map(renderWarning)}
      ${
        facts.length
          ? html`<dl>
              ${facts.map(
                ({ label, text, isWarning }) =>
                  html`<dt>${label}</dt>
                    <dd class=${isWarning ? 'warning' : ''}><bdi>${text}</bdi></dd>`,
              )}
            </dl>`
          : html`<p>${msg('Nothing in this file is asked for here.')}</p>`
      }
    </section>
    ${leftOut.length ? renderLeftOut(leftOut) : ''}
    ${hasContent && facts.length ? renderWarning(replaces) : ''}
    <div class="row">
      <button class="btn" @click=${onOther}>${msg('Choose another file')}</button>
      ${facts.length ? html`<button class="btn primary" @click=${onTake}>${msg('Take over')}</button>` : ''}
    </div>
  `;
}

const renderWarning = (words: string): TemplateResult =>
  html`<p class="doubt">${icon('warning', 's')}<span>${words}</span></p>`;

function renderLeftOut(leftOut: readonly LeftOut[]): TemplateResult {
  const count = leftOut.reduce((sum, each) => sum + each.count, 0);
  return html`<details>
    <summary>
      ${icon('forward', 's')}${plural(count, { one: msg('Left out: 1'), other: msg(str`Left out: ${count}`) })}
    </summary>
    <ul>
      ${leftOut.map(
        ({ what, why, count: times }) =>
          html`<li><bdi>${times > 1 ? msg(str`${what} (${times} times)`) : what}</bdi>: ${why}</li>`,
      )}
    </ul>
  </details>`;
}
