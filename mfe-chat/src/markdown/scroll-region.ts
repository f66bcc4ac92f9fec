import { msg, str } from '@lit/localize';

const REGIONS = 'figure, pre, p:has(> .math.display)';

/** What is wider than its place scrolls inside itself, by the keyboard too; then, and only then, it is a region. */
const observer = new ResizeObserver((entries) => {
  const changed = new Set(entries.map(({ target }) => target.closest(REGIONS)));
  for (const region of changed) if (region) update(region);
});

/** Watches those of the nodes, and inside them, that may be wider than their place. */
export function watchScrollRegions(nodes: readonly Node[]): void {
  for (const node of nodes) {
    if (!(node instanceof Element)) continue;
    const regions = [...node.querySelectorAll(REGIONS)];
    if (node.matches(REGIONS)) regions.push(node);
    for (const region of regions) {
      observer.observe(region);
      // The box of the region stays as it is when what it holds grows.
      if (region.firstElementChild) observer.observe(region.firstElementChild);
    }
  }
}

/** Names a region in the language of the moment. */
export function nameScrollRegion(region: Element): void {
  region.setAttribute('aria-label', nameOf(region));
}

function update(region: Element): void {
  if (region.scrollWidth > region.clientWidth + 1) {
    region.setAttribute('role', 'region');
    region.setAttribute('tabindex', '0');
    nameScrollRegion(region);
  } else if (region.hasAttribute('tabindex')) {
    for (const name of ['role', 'tabindex', 'aria-label']) region.removeAttribute(name);
  }
}

function nameOf(region: Element): string {
  if (region.matches('pre')) return msg('Code');
  const columns = [...region.querySelectorAll('thead th')].map((cell) => cell.textContent.trim());
  return columns.length ? msg(str`Table: ${columns.filter(Boolean).join(', ')}`) : msg('Formula');
}
