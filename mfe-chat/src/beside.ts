/** Between a button and what belongs to it. */
const GAP = 6;

/** What stays free at the edges of the window. */
const EDGE = 8;

/**
 * Puts a box of the top layer at a button: below it, or above where there is no room; beginning where the button
 * begins, and never beyond the edge of the window.
 */
export function placeBeside(box: HTMLElement, button: HTMLElement): void {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const at = button.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(box).direction === 'rtl';
  const start = isRightToLeft ? at.right - box.offsetWidth : at.left;
  const isBelow = at.bottom + GAP + box.offsetHeight + EDGE <= height || at.top < height / 2;
  const left = Math.max(EDGE, Math.min(start, width - box.offsetWidth - EDGE));
  const top = isBelow ? at.bottom + GAP : Math.max(EDGE, at.top - GAP - box.offsetHeight);
  Object.assign(box.style, { left: `${left}px`, top: `${top}px` });
}

/** Calls `moved` whenever something around `element` scrolls or the window changes its size, until `signal`. */
export function onMove(element: Element, moved: () => void, signal: AbortSignal): void {
  const options = { capture: true, passive: true, signal };
  // A scroll inside a shadow root is not heard outside of it.
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    root.addEventListener('scroll', moved, options);
  }
  window.addEventListener('scroll', moved, options);
  window.addEventListener('resize', moved, options);
}
