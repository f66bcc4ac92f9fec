import { onCLS, onFCP, onINP, onLCP, onTTFB, type MetricType } from 'web-vitals';
import type { Tracer } from './tracer.js';
import type { Vocabulary } from './vocabulary.js';

/** Tells how the page felt, by the field's own measures: when it is hidden, or sooner where a measure is final. */
export function traceVitals(tracer: Tracer, words: Vocabulary): void {
  const parent = tracer.current;
  const route = words.route(location.pathname);
  const tell = ({ name, value, rating }: MetricType) => {
    const now = performance.now();
    const times = [
      name === 'CLS' || name === 'INP' ? now : 0,
      name === 'CLS' || name === 'INP' ? now : value,
    ] as const;
    tracer.tell(
      'web vital',
      times,
      { 'va.vital': name, 'va.value': value, 'va.rating': rating, 'va.route': route },
      { parent },
    );
  };
  for (const watch of [onLCP, onINP, onCLS, onTTFB, onFCP]) watch(tell);
}
