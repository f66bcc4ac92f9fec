import { application } from './module.js';

export const { bootstrap, mount, unmount } = application('two');
