import { RouteChangeEvent } from './events.js';
import { addTranslations, type Translations } from './localization.js';

/** What single-spa calls, and the shell gives. */
export interface MicroFrontend {
  bootstrap(): Promise<void>;
  mount(props: MountProps): Promise<void>;
  unmount(props: { outlet: HTMLElement }): Promise<void>;
}

/** What the shell gives to a micro-frontend that is to be on the page. */
export interface MountProps {
  outlet: HTMLElement;
  /** Says that the micro-frontend cannot go on; the shell takes it off the page and offers another try. */
  fail?: (error: unknown) => void;
}

/** One page of a micro-frontend: the element that shows the path. */
export interface Page {
  /** Path with parameters, e.g. `/chat/:sessionId`. */
  path: string;
  /** A registered tag. */
  tag: string;
  /** Registers the tag before its first use, for a page whose code is not loaded with the others. */
  load?: () => Promise<unknown>;
}

/** The parameters of `path` in `pathname`, or nothing when it does not match. A parameter is one segment. */
export function matchPath(path: string, pathname: string): Record<string, string> | undefined {
  const wanted = path.split('/');
  const given = pathname.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (part.startsWith(':') && value) parameters[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return parameters;
}

/**
 * The life cycle of a micro-frontend whose pages are elements. An element that serves two paths in a row stays, and
 * gets the parameters of the new one as its `parameters` property.
 */
export function microFrontend(pages: Page[], translations: Translations): MicroFrontend {
  let shown: (HTMLElement & { parameters?: Record<string, string> }) | undefined;
  let release = new AbortController();
  /** The address that was asked for last: a page that arrives after another was asked for is not shown. */
  let wanted = '';

  const show = async (outlet: HTMLElement, pathname: string) => {
    wanted = pathname;
    for (const { path, tag, load } of pages) {
      const parameters = matchPath(path, pathname);
      if (!parameters) continue;
      if (load && !customElements.get(tag)) {
        const { signal } = release;
        await load();
        if (signal.aborted || wanted !== pathname) return;
      }
      if (shown?.localName !== tag) {
        shown = document.createElement(tag);
        shown.parameters = parameters;
        outlet.replaceChildren(shown);
      } else {
        shown.parameters = parameters;
      }
      return;
    }
  };

  return {
    bootstrap: () => addTranslations(translations),
    mount({ outlet, fail }) {
      // The shell mounts again what did not come up in time.
      release.abort();
      release = new AbortController();
      window.addEventListener(
        RouteChangeEvent.type,
        (event) => {
          show(outlet, (event as RouteChangeEvent).url.pathname).catch((error: unknown) => fail?.(error));
        },
        { signal: release.signal },
      );
      return show(outlet, location.pathname);
    },
    unmount({ outlet }) {
      release.abort();
      shown = undefined;
      outlet.replaceChildren();
      return Promise.resolve();
    },
  };
}
