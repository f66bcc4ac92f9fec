import type { RoutePattern } from '@voiceassist/shared';
import type { ReleaseInformation } from '../../release/manifest.js';
import { partFolder } from '../../release/folders.js';
import { newContext } from './span.js';
import type { Tracer } from './tracer.js';
import { NAVIGATIONS, type Vocabulary } from './vocabulary.js';

/** Tells of the page load, of every change of page, and of each part when it is first on the page. */
export function tracePages(
  tracer: Tracer,
  release: ReleaseInformation,
  words: Vocabulary,
  arrived: (route: RoutePattern) => void,
): void {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const loaded = new Set<string>();
  const here = () => words.route(location.pathname);

  /** Parts of which files have come since the last time. */
  const tellParts = () => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    for (const { name, hash } of release.microFrontends) {
      const part = words.part(name);
      if (!part || loaded.has(name)) continue;
      const own = files.filter((file) => file.name.includes(`/${partFolder(name, hash)}/`));
      if (!own.length) continue;
      loaded.add(name);
      const [start, end] = [
        Math.min(...own.map((file) => file.startTime)),
        Math.max(...own.map((file) => file.responseEnd)),
      ];
      tracer.tell('part load', [start, end], { 'va.part': part, 'va.files': own.length, 'va.route': here() });
    }
  };

  let route = here();
  let address = location.href;
  tracer.tell(
    'page load',
    [0, navigation?.loadEventEnd || performance.now()],
    {
      // Somebody may have gone on since.
      'va.route': navigation ? words.route(new URL(navigation.name).pathname) : route,
      'va.navigation': NAVIGATIONS.find((kind) => kind === navigation?.type) ?? 'navigate',
    },
    { context: tracer.current },
  );
  tellParts();
  arrived(route);

  let began: number | undefined;
  // A change of page through several addresses is one; what is called meanwhile belongs to it.
  addEventListener('single-spa:before-routing-event', () => {
    if (location.href === address || began !== undefined) return;
    began = performance.now();
    tracer.current = newContext();
  });
  addEventListener('single-spa:routing-event', () => {
    if (began === undefined) return;
    const before = route;
    route = here();
    address = location.href;
    tracer.tell(
      'route switch',
      [began, performance.now()],
      { 'va.route': route, 'va.route.before': before },
      { context: tracer.current },
    );
    began = undefined;
    tellParts();
    arrived(route);
  });
}
