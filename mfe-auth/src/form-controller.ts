import { isApiError, type ErrorDescription } from '@voiceassist/shared';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FieldErrors, FormErrors } from './field-error.js';
import { fieldOf, issueText, type FormIssue } from './issue-text.js';
import { fieldProblemText, problemText } from './problem-text.js';

/** The part of the Standard Schema interface that a form needs; the schemas of `shared` carry it. */
export interface FormSchema {
  readonly '~standard': {
    validate(
      value: unknown,
    ):
      | { issues?: readonly FormIssue[] | undefined; value?: unknown }
      | Promise<{ issues?: readonly FormIssue[] | undefined; value?: unknown }>;
  };
}

/** What a page gives to its form. */
export interface FormOptions {
  schema: FormSchema | (() => Promise<FormSchema>);
  /** Sends what was entered, by the wire's names; its failure is shown. */
  send(values: Record<string, string>): Promise<void>;
  /** An error that this page says in its own words, for fields or for the whole form. */
  explain?(error: unknown): FormErrors | undefined;
}

/** One form: checked before it is sent, sent once at a time, and never emptied by a failure. */
export class FormController implements ReactiveController {
  isBusy = false;
  /** Something was entered since the form was sent last. */
  isEdited = false;
  #errors: FormErrors = {};

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    private readonly options: FormOptions,
  ) {
    host.addController(this);
  }

  /** What is wrong with fields, in the language on the screen. */
  get fieldErrors(): FieldErrors {
    const errors = Object.entries(this.#errors.fields ?? {});
    return Object.fromEntries(errors.map(([name, say]) => [name, say()]));
  }

  /** What is wrong with the whole form, in the language on the screen. */
  get formError(): ErrorDescription | undefined {
    return this.#errors.form?.();
  }

  hostConnected(): void {
    this.isBusy = false;
    // Whoever enters something is about to send it; a failure is for the sending to say.
    const prepare = () => void this.#schema().catch(() => undefined);
    this.host.renderRoot.addEventListener('input', prepare, { once: true });
  }

  /** Sends the form that the event is about. */
  readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)] as const);
    void this.submit(Object.fromEntries(entries.filter(([, value]) => value !== '')));
  };

  /** Checks and sends; resolves when it is done, well or not. */
  async submit(values: Record<string, string>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.#show({});
    let errors: FormErrors | undefined;
    try {
      const { issues } = await (await this.#schema())['~standard'].validate(values);
      if (issues) errors = { fields: byField(issues, values) };
      else await this.options.send(values);
    } catch (error) {
      errors = this.options.explain?.(error) ?? this.#explained(error);
    }
    this.isBusy = false;
    if (!errors) this.isEdited = false;
    if (errors) await this.#fail(errors);
    else this.host.requestUpdate();
  }

  /** Puts the focus into a field, by the wire's name. */
  focusField(name: string): void {
    this.#field(name)?.focus();
  }

  /** The focus goes to what is wrong: to the one field, else to the summary of all. */
  async #fail(errors: FormErrors): Promise<void> {
    this.#show(errors);
    await this.host.updateComplete;
    const [name, ...others] = Object.keys(errors.fields ?? {});
    if (name && others.length === 0) this.focusField(name);
    else this.host.renderRoot.querySelector<HTMLElement>('.summary')?.focus();
  }

  async #schema(): Promise<FormSchema> {
    const { schema } = this.options;
    return typeof schema === 'function' ? schema() : schema;
  }

  #show(errors: FormErrors): void {
    this.#errors = errors;
    this.host.requestUpdate();
  }

  #field(name: string): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(name)}`);
  }

  /** Errors of fields that this form does not have would be seen by nobody: then the whole form says it. */
  #explained(error: unknown): FormErrors {
    const problems = (isApiError(error) && error.problem.errors) || [];
    const here = problems.filter(({ field }) => this.#field(field));
    if (here.length === 0) return { form: () => problemText(error) };
    return {
      fields: Object.fromEntries(
        here.map((problem) => [problem.field, () => ({ text: fieldProblemText(problem) })]),
      ),
    };
  }
}

/** The first issue of each field: what is behind it follows from it more often than not. */
function byField(
  issues: readonly FormIssue[],
  values: Record<string, string>,
): NonNullable<FormErrors['fields']> {
  const first = new Map<string, FormIssue>();
  for (const issue of issues) {
    const name = fieldOf(issue);
    if (!first.has(name)) first.set(name, issue);
  }
  return Object.fromEntries(
    [...first].map(([name, issue]) => [name, () => ({ text: issueText(issue, name in values) })]),
  );
}
