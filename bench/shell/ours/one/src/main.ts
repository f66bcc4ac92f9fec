export { bootstrap, mount, unmount } from '../../../apps/one.js';
