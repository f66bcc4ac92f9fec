const GAP = 4;
const EDGE = 8;

/** Puts a menu of the top layer beside its button, on the side where it fits. */
export function placeMenu(menu: HTMLElement, button: HTMLElement): void {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const isRightToLeft = getComputedStyle(button).direction === 'rtl';
  const below = bottom + GAP;
  const isRoomBelow = below + height + EDGE <= innerHeight;
  const start = isRightToLeft ? left : right - width;
  menu.style.left = `${Math.max(EDGE, Math.min(start, clientWidth - width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, isRoomBelow ? below : top - GAP - height)}px`;
}
