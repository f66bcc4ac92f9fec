export { bootstrap, mount, unmount } from '../../../apps/two.js';
