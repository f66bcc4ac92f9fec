/** What a page can keep on a computer, or find there. */
const STORES = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'];

// Any page may embed the frame, so that the frame must have nothing of the person who sits there: where a browser does not
// know credentialless frames, the portal's own storage would be in reach.
for (const name of STORES) Object.defineProperty(window, name, { value: undefined });
