// What every element is made with, as one module: the names do not collide, and a page asks for one file in place of eight.
export * from '@lit/context';
export * from '@lit/localize';
export * from 'lit';
export * from 'lit/decorators.js';
