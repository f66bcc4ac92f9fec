/**
 * The headers of a file that somebody uploaded: kept, never shown by the browser in the place of a page, and without any
 * right should it be shown all the same.
 */
export function attachmentHeaders(filename: string, sizeBytes: number): Record<string, string | number> {
  return {
    'Content-Type': 'application/octet-stream',
    'Content-Length': sizeBytes,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeFilename(filename)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  };
}

/** RFC 8187: `encodeURIComponent` leaves five characters that a header's extended value may not have. */
const encodeFilename = (name: string): string =>
  encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
