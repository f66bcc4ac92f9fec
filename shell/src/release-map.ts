/** The page's import map: where each module of the release is, and the hash of each file. */
export function releaseMap(): { imports: Record<string, string>; integrity: Record<string, string> } {
  const text = document.querySelector('script[type="importmap"]')?.textContent ?? '{}';
  return { imports: {}, integrity: {}, ...(JSON.parse(text) as object) };
}
