import { msg } from '@lit/localize';
import { formatLocale } from '@voiceassist/shared';

/** Common specialties, in the order of the language on the screen. */
export function specialties(): string[] {
  return [
    msg('Acute medicine'),
    msg('Anaesthetics'),
    msg('Cardiology'),
    msg('Dermatology'),
    msg('Emergency medicine'),
    msg('Endocrinology'),
    msg('Gastroenterology'),
    msg('General practice'),
    msg('General surgery'),
    msg('Geriatric medicine'),
    msg('Haematology'),
    msg('Infectious diseases'),
    msg('Intensive care'),
    msg('Internal medicine'),
    msg('Neurology'),
    msg('Nursing'),
    msg('Obstetrics and gynaecology'),
    msg('Oncology'),
    msg('Orthopaedics'),
    msg('Paediatrics'),
    msg('Pharmacy'),
    msg('Psychiatry'),
    msg('Radiology'),
    msg('Renal medicine'),
    msg('Respiratory medicine'),
    msg('Urology'),
  ].sort(new Intl.Collator(formatLocale()).compare);
}
