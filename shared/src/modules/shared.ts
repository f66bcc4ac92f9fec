// What the first page needs, as one file that several names mean: the names do not collide, and what is packed together
// is packed better. That `lit` can be had from `@voiceassist/shared` too is for the build alone.
export * from '@lit/context';
export * from '@lit/localize';
export * from 'lit';
export * from 'lit/decorators.js';
export * from '../index.js';
