import { offer } from './sandboxed.js';

offer('two');
