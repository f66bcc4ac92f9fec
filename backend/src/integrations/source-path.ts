import { ProblemError } from '../problem.js';

const MOST_LENGTH = 1000;

/** Whether this names something below the root of a source, in the one way that it can be named. */
export function isSourcePath(path: string): boolean {
  const names = path.slice(1).split('/');
  return (
    path.startsWith('/') &&
    path.length <= MOST_LENGTH &&
    // Control characters cannot be stored or shown; a backslash is a separator to some.
    !/[\p{Cc}\p{Surrogate}\\]/u.test(path) &&
    (path === '/' || names.every((name) => name !== '' && name !== '.' && name !== '..'))
  );
}

/** A path that somebody sent; anything else is refused with 422. */
export function checkedPath(path: string, field: string): string {
  // A trailing slash is how folders are often written.
  const trimmed = path.length > 1 ? path.replace(/\/$/, '') : path;
  if (isSourcePath(trimmed)) return trimmed;
  throw new ProblemError(422, { errors: [{ field, message: 'This is not a path of the source.' }] });
}

/** The path of something in a folder. */
export const pathIn = (folder: string, name: string): string =>
  folder === '/' ? `/${name}` : `${folder}/${name}`;

/** Whether `path` is `folder` or lies in it. */
export const isIn = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`);

/** The last name of a path. */
export const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder that something lies in. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
