/** The version of `package.json`; a build for pages that are not the portal adds which one it is. */
export const VERSION = '1.0.0';
