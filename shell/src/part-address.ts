/** Addresses that stand in for parts of the release, by the part's name; there are none in production. */
const standIns = new Map<string, string>();

/** What to import for a part: its bare name, which the page's import map resolves, or what stands in for it. */
export const partAddress = (name: string): string => standIns.get(name) ?? name;

/** Lets an address stand in for a part, before the part is loaded. */
export const standIn = (name: string, address: string): unknown => standIns.set(name, address);
