const PROTOCOLS = ['http:', 'https:', 'mailto:'];

/** The address that a link may lead to: a page or a letter. Anything else is text. */
export function safeAddress(href: string): URL | undefined {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  // A name before the host makes one site look like another.
  return url && PROTOCOLS.includes(url.protocol) && !url.username && !url.password ? url : undefined;
}

/** Makes a link lead to an address. Its host stands beside it, unless the words name it themselves. */
export function lead(link: HTMLAnchorElement, { href, host }: URL): void {
  link.href = href;
  link.rel = 'noopener noreferrer';
  link.target = '_blank';
  if (host && !link.textContent.includes(host)) link.dataset.host = host;
}
