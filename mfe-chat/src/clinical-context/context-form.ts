import type { ReactiveControllerHost } from 'lit';
import { findingsOf } from './checks/findings.js';
import { withRow, withText, withoutRow } from './edit-context.js';
import type { ClinicalContext, ContextRecord, List } from './clinical-context.js';
import { readContext, writeContext } from './context-record.js';
import { unitsOf } from './units.js';

/** A context while it is edited. */
export class ContextForm {
  #form = readContext();
  #before = '';

  constructor(private readonly host: ReactiveControllerHost) {}

  get content(): ClinicalContext {
    return this.#form;
  }

  /** What it would be used as. */
  get record(): ContextRecord {
    return writeContext(this.#form);
  }

  /** What is to be said of it, by the place that it is said at. */
  get findings(): ReturnType<typeof findingsOf> {
    return findingsOf(this.#form, today());
  }

  /** How many values cannot be used. */
  get countImpossible(): number {
    return [...this.findings.values()].filter(({ weight }) => weight === 'impossible').length;
  }

  get isChanged(): boolean {
    return JSON.stringify(this.record) !== this.#before;
  }

  /** Begins with a context. */
  begin(context: ContextRecord | undefined): void {
    this.#form = readContext(context);
    this.#before = JSON.stringify(this.record);
  }

  /** Takes what was typed or chosen in a field. */
  input({ target }: Event): void {
    if (!(target instanceof HTMLElement && 'name' in target && 'value' in target)) return;
    const form = withText(this.#form, String(target.name), String(target.value));
    // A creatinine in the unit of an eGFR would be neither.
    const isOther = form.renalMeasure !== this.#form.renalMeasure;
    const unit = unitsOf(form.renalMeasure)[0] ?? '';
    this.#set(isOther ? { ...form, renalFunction: { ...form.renalFunction, unit } } : form);
  }

  /** Adds an empty line. */
  add(list: List): void {
    this.#set(withRow(this.#form, list));
  }

  /** Removes a line. */
  remove(list: List, at: number): void {
    this.#set(withoutRow(this.#form, list, at));
  }

  /** A record replaces what it can know: half of one patient and half of another would be nobody. */
  import(context: ContextRecord): void {
    const { notes, others } = this.#form;
    this.#set({ ...readContext(context), notes, others });
  }

  #set(form: ClinicalContext): void {
    this.#form = form;
    this.host.requestUpdate();
  }
}

/** Today as YYYY-MM-DD, where the person is. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
