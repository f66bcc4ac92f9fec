/** The page that an address asks for. */
export const wanted = (): string => location.pathname.slice(1);

/** Where pages are shown. */
export const outlet = (): HTMLElement => document.getElementById('outlet') as HTMLElement;

/** Offers the benchmark a way to go to a page. */
export function onGo(go: (name: string) => unknown): void {
  Object.assign(window, { go });
}

/** Goes to a page for shells that listen to the address. */
export const push = (name: string): void => history.pushState(null, '', `/${name}`);
