/** Beyond it somebody has zoomed in: then the view is small because they look at a part of the page. */
const ZOOMED = 1.01;

/**
 * Keeps a box that fills the screen in the part of it that a soft keyboard leaves free: `--top` and `--height`, and
 * `data-covered` while something covers the lower edge. A keyboard makes the visual viewport smaller and moves it; the
 * layout is not told of it on iOS, and on Android only where the page's `interactive-widget` says so.
 */
export function followViewport(box: HTMLElement, signal: AbortSignal): void {
  const { visualViewport: view } = window;
  if (!view) return;
  const follow = (): void => {
    if (view.scale > ZOOMED) return;
    box.style.setProperty('--top', `${view.offsetTop}px`);
    box.style.setProperty('--height', `${view.height}px`);
    box.toggleAttribute('data-covered', view.offsetTop + view.height < window.innerHeight - 1);
  };
  view.addEventListener('resize', follow, { signal });
  view.addEventListener('scroll', follow, { signal });
  window.addEventListener('resize', follow, { signal });
  follow();
}
