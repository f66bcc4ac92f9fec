import { css } from 'lit';

const INPUT = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

const styles = css`
  /* Of the page alone: what is captured takes no clicks, and the banner has to. */
  :root {
    view-transition-name: none;
  }
  ::view-transition {
    pointer-events: none;
  }
  ::view-transition-group(*),
  ::view-transition-old(*),
  ::view-transition-new(*) {
    animation-duration: 120ms;
  }
`;

/** Fades from what is shown to what `change` makes of it, where motion is welcome; any input ends the fading at once. */
export function withTransition(change: () => Promise<unknown>): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (isStill || document.hidden || !('startViewTransition' in document)) return void change();
  const { styleSheet } = styles;
  if (styleSheet && !document.adoptedStyleSheets.includes(styleSheet))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, styleSheet];
  const transition = document.startViewTransition(() => change());
  const ended = new AbortController();
  for (const type of INPUT)
    addEventListener(type, () => transition.skipTransition(), {
      capture: true,
      passive: true,
      signal: ended.signal,
    });
  // A transition that is skipped is no failure.
  transition.ready.catch(() => undefined);
  void transition.finished.catch(() => undefined).then(() => ended.abort());
}
