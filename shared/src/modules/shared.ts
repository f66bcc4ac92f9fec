// What the first page needs, as one module; that everything can be had from it is for the build alone.
export * from '../index.js';
export * from '../schemas/auth.js';
export * from '../schemas/users.js';
