import type { Exporter } from './exporter.js';
import { newContext, type Span, type SpanContext } from './span.js';
import type { SpanName, Spans } from './vocabulary.js';

/** Beside its name and what it says. */
interface Circumstances {
  context?: SpanContext;
  parent?: SpanContext | undefined;
  link?: SpanContext;
  isFailed?: boolean;
}

/** Makes spans of what was measured. One of a hundred pages may be traced; failures are told of every page. */
export class Tracer {
  /** What the person is at: the page load, or the last change of page. Calls belong to it. */
  current = newContext();

  constructor(
    private readonly exporter: Pick<Exporter, 'add'> | undefined,
    readonly isSampled: boolean,
  ) {}

  /** Tells of something that is over. */
  tell<Name extends SpanName>(
    name: Name,
    [start, end]: readonly [number, number],
    attributes: Spans[Name],
    { context, parent = this.current, link, isFailed = false }: Circumstances = {},
  ): void {
    if (!this.isSampled && name !== 'client error') return;
    const own = context ?? newContext(parent.traceId);
    const isRoot = parent.spanId === own.spanId || parent.traceId !== own.traceId;
    const span: Span<Name> = {
      ...own,
      ...(!isRoot && { parent: parent.spanId }),
      ...(link && { link }),
      ...{ name, start, end, isFailed, attributes },
    };
    this.exporter?.add(span as Span);
  }
}
