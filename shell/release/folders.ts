/** The folder of a published part in the store; its files never change. */
export const partFolder = (name: string, hash: string): string => `parts/${shortName(name)}/${hash}`;

/** A part's name as people write it. */
export const shortName = (name: string): string => name.replace('@voiceassist/', '');
