import { offer } from './sandboxed.js';

offer('one');
