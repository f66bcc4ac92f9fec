import { html, nothing, type TemplateResult } from 'lit';
import { prose } from './prose.js';
import { SAMPLES } from './samples.js';
import type { Setting } from './settings.js';

/** What a control shows and whom it tells. */
export interface Field {
  readonly setting: Setting;
  /** As it is set; empty where nothing is. */
  readonly value: string;
  /** As the element has it, where it only shows it. */
  readonly shown: string;
  readonly problem: string;
  /** Hears `change` of the control, whose name is the setting's. */
  readonly onChange: (event: Event) => void;
  /** Fills in a sample; the button's value is the setting's name. */
  readonly onSample: (event: Event) => void;
}

/** A control for one field of the element, under its name and with what the manifest says of it. */
export function renderField(field: Field): TemplateResult {
  const { setting, problem } = field;
  const { name, label, description, usual } = setting;
  return html`
    <div class="setting" data-name=${name}>
      <label for=${name}><code>${label}</code></label>
      ${renderControl(field)} ${problem ? html`<p class="problem" role="alert">${problem}</p>` : ''}
      <p class="about" id="about-${name}">
        ${prose(description)}${usual && setting.kind === 'text' ? html` Usually <code>${usual}</code>.` : ''}
      </p>
    </div>
  `;
}

function renderControl(field: Field): TemplateResult {
  const { setting, value, shown, problem, onChange, onSample } = field;
  const { name, choices, kind } = setting;
  const about = `about-${name}`;
  switch (kind) {
    case 'shown':
      return html`<output id=${name} aria-describedby=${about}>${shown}</output>`;
    case 'choice':
      return html`<select class="in" id=${name} name=${name} aria-describedby=${about} @change=${onChange}>
        ${choices.map((choice) => html`<option value=${choice} ?selected=${choice === value}>${choice}</option>`)}
      </select>`;
    case 'switch':
      return html`<input
        type="checkbox"
        id=${name}
        name=${name}
        aria-describedby=${about}
        .checked=${value !== ''}
        @change=${onChange}
      />`;
    case 'function':
      return html`<select class="in" id=${name} name=${name} aria-describedby=${about} @change=${onChange}>
        <option value="signed in" ?selected=${value === 'signed in'}>gives the token of your sign-in</option>
        <option value="fails" ?selected=${value === 'fails'}>fails</option>
        <option value="" ?selected=${value === ''}>is not set</option>
      </select>`;
    case 'json':
      return html`<textarea
          class="in"
          id=${name}
          name=${name}
          rows="3"
          spellcheck="false"
          placeholder="JSON"
          aria-describedby=${about}
          aria-invalid=${problem ? 'true' : nothing}
          .value=${value}
          @change=${onChange}
        ></textarea>
        ${
          SAMPLES[name] && !value
            ? html`<button class="btn sm" value=${name} @click=${onSample}>Fill in an example</button>`
            : ''
        }`;
    case 'text':
      return html`<input
        class="in"
        id=${name}
        name=${name}
        spellcheck="false"
        autocomplete="off"
        aria-describedby=${about}
        .value=${value}
        @change=${onChange}
      />`;
  }
}
