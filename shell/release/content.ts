import { extname } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** A published file is named after its content, so its address never means anything else. */
export const FOR_EVER = 'public, max-age=31536000, immutable';

/** The media type of a file by its name. */
export const contentType = (path: string): string => TYPES[extname(path)] ?? 'application/octet-stream';

/** Whether a packed copy of such a file is worth its place. */
export const isCompressible = (path: string): boolean => /\.(js|css|svg|json|map|wasm)$/.test(path);

/** What a file of the store is served with when the store itself serves it. */
export function storedHeaders(path: string): Record<string, string> {
  const isPacked = path.endsWith('.br');
  return {
    'Content-Type': contentType(isPacked ? path.slice(0, -'.br'.length) : path),
    'Cache-Control': path.startsWith('parts/') ? FOR_EVER : 'no-cache',
    ...(isPacked ? { 'Content-Encoding': 'br' } : {}),
  };
}
