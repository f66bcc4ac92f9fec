import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { type ClinicalContext, type FigureName } from './clinical-context.js';
import type { Place } from './edit-context.js';
import { renderChoice, renderFigure, renderText } from './editor-fields.js';
import type { Finding } from './checks/finding.js';
import { converted } from './converted.js';
import { unitsOf } from './units.js';

type Findings = ReadonlyMap<Place, Finding>;

/** Age, sex, body, pregnancy. */
export function renderPatient(form: ClinicalContext, findings: Findings): TemplateResult {
  const figure = (name: FigureName, label: string, hint = '') =>
    renderFigure(
      {
        label,
        name,
        text: form[name].value,
        unit: form[name].unit,
        finding: findings.get(`${name}.value`),
        hint,
      },
      unitsOf(name === 'renalFunction' ? form.renalMeasure : name),
    );
  const unknown = ['', msg('Not known')] as const;
  return html`
    <fieldset>
      <legend>${msg('Patient')}</legend>
      <div class="columns">
        ${figure('age', msg('Age'))}
        ${renderChoice({ label: msg('Sex'), place: 'sex', text: form.sex, finding: findings.get('sex') }, [
          unknown,
          ['female', msg('Female')],
          ['male', msg('Male')],
          ['other', msg('Other')],
        ])}
        ${figure('weight', msg('Weight'), converted('weight', form.weight))}
        ${figure('height', msg('Height'), converted('height', form.height))}
        ${renderChoice({ label: msg('Pregnancy'), place: 'pregnancy', text: form.pregnancy }, [
          unknown,
          ['pregnant', msg('Pregnant')],
          ['possible', msg('Possible')],
          ['not_pregnant', msg('Not pregnant')],
        ])}
        ${renderChoice({ label: msg('Breastfeeding'), place: 'lactation', text: form.lactation }, [
          unknown,
          ['yes', msg('Yes')],
          ['no', msg('No')],
        ])}
      </div>
    </fieldset>
    <fieldset>
      <legend>${msg('Kidney function')}</legend>
      <div class="columns">
        ${renderChoice({ label: msg('Measured as'), place: 'renalMeasure', text: form.renalMeasure }, [
          ['egfr', msg('eGFR')],
          ['creatinine', msg('Creatinine')],
        ])}
        ${figure('renalFunction', msg('Result'), converted(form.renalMeasure, form.renalFunction))}
        ${renderText(
          {
            label: msg('Date'),
            place: 'renalDate',
            text: form.renalDate,
            finding: findings.get('renalDate'),
          },
          'date',
        )}
      </div>
    </fieldset>
  `;
}
