import { nextFrame } from '@open-wc/testing';

/** Waits until nothing in `element` is on its way to another colour or place: what axe judges is what stays. */
export async function atRest(element: Element): Promise<void> {
  // A change of style becomes an animation in the next frame.
  await nextFrame();
  await nextFrame();
  const running = shadowRootsOf(element)
    .flatMap((root) => root.getAnimations())
    .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
  if (running.length === 0) return;
  await Promise.allSettled(running.map(({ finished }) => finished));
  await atRest(element);
}

/** The shadow roots of an element and of everything in it, to any depth. */
function shadowRootsOf(element: Element): ShadowRoot[] {
  const own = element.shadowRoot;
  const below = [...element.children, ...(own?.children ?? [])].flatMap(shadowRootsOf);
  return own ? [own, ...below] : below;
}
