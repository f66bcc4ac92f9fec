/** A part's name as people write it; a second major of it as `shared@1`. */
export const shortName = (name: string): string => name.replace('@voiceassist/', '');

/** The name that a part gives itself, of its name in a release. */
export const baseName = (name: string): string => name.replace(/(?<=.)@.*$/, '');

/** The part that brings the chat for pages that are not the portal. */
export const EMBED_PART = '@voiceassist/mfe-chat';

/** The folder of a published part in the store; its files never change. */
export const partFolder = (name: string, hash: string): string =>
  `parts/${shortName(baseName(name))}/${hash}`;
