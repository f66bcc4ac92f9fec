import type { IncomingHttpHeaders } from 'node:http';

/** The one page on which an access token of a partner's user is good. */
export interface PartnerPage {
  partnerId: string;
  origin: string;
  /** The token lives in a frame of the portal that the page shows, and the requests come from there. */
  isFramed: boolean;
}

/**
 * Whether a request comes from where its token belongs. A browser says the origin of every socket and of every request
 * but a reading one to its own server, of which it says that much.
 */
export function isOnPage(
  { page }: { page?: PartnerPage },
  { origin, 'sec-fetch-site': site }: IncomingHttpHeaders,
  portalOrigins: string[],
): boolean {
  if (!page) return true;
  if (origin === undefined) return site === 'same-origin';
  return origin === page.origin || (page.isFramed && portalOrigins.includes(origin));
}

/** Whether a newer token is for the same page. */
export const isSamePage = (one: PartnerPage | undefined, other: PartnerPage | undefined): boolean =>
  one?.partnerId === other?.partnerId && one?.origin === other?.origin && one?.isFramed === other?.isFramed;
