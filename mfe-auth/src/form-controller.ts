import { describeError, isApiError, type ErrorDescription } from '@voiceassist/shared';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';

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
interface FormIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What is wrong with fields, by the wire's name of each. */
export type FieldErrors = Readonly<Record<string, string | TemplateResult>>;

interface FormErrors {
  fields?: FieldErrors;
  form?: ErrorDescription;
}

/** What a page gives to its form. */
export interface FormOptions {
  schema: FormSchema;
  /** Sends what was entered, by the wire's names; its failure is shown. */
  send(values: Record<string, string>): Promise<void>;
  /** An error that this page says in its own words, for a field or for the whole form. */
  explain(error: unknown): FormErrors | undefined;
}

/** One form: checked before it is sent, sent once at a time, and never emptied by a failure. */
export class FormController implements ReactiveController {
  fieldErrors: FieldErrors = {};
  formError: ErrorDescription | undefined;
  isBusy = false;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    private readonly options: FormOptions,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.isBusy = false;
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
      const { issues } = await this.options.schema['~standard'].validate(values);
      if (issues) errors = { fields: byField(issues, values) };
      else await this.options.send(values);
    } catch (error) {
      errors = this.options.explain(error) ?? this.#explained(error);
    }
    this.isBusy = false;
    if (errors) await this.#fail(errors);
    else this.host.requestUpdate();
  }

  async #fail(errors: FormErrors): Promise<void> {
    this.#show(errors);
    await this.host.updateComplete;
    const first = this.host.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"], .summary');
    first?.focus();
  }

  #show({ fields = {}, form }: FormErrors): void {
    this.fieldErrors = fields;
    this.formError = form;
    this.host.requestUpdate();
  }

  /** Errors of fields that this form does not have would be seen by nobody: then the whole form says it. */
  #explained(error: unknown): FormErrors {
    const fields = isApiError(error) ? error.fields : {};
    const isHere = (name: string) => this.host.renderRoot.querySelector(`#${CSS.escape(name)}`);
    return Object.keys(fields).some(isHere) ? { fields } : { form: describeError(error) };
  }
}

function byField(issues: readonly FormIssue[], values: Record<string, string>): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { message, path } of issues) {
    const step = path?.[0];
    const name = String(typeof step === 'object' ? step.key : step);
    errors[name] ??= name in values ? message : 'Fill this in.';
  }
  return errors;
}
