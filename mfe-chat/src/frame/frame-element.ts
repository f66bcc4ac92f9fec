/**
 * What the frame's page may do. It has an origin of its own, which answers are addressed to; scripts, links that open
 * elsewhere, files that are saved, printing, and the form that a question is typed in. It cannot move the page.
 */
const SANDBOX = [
  'allow-scripts',
  'allow-same-origin',
  'allow-forms',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-downloads',
  'allow-modals',
];

/** Makes the frame. Nothing of the conversation, and no token, is in its address. */
export function makeFrame(address: URL, title: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.referrerPolicy = 'no-referrer';
  frame.allow = 'clipboard-write';
  frame.sandbox.add(...SANDBOX);
  // Where the browser can: with neither cookies nor anything else that the portal keeps on this computer.
  frame.toggleAttribute('credentialless', true);
  frame.src = address.href;
  return frame;
}

/** Where the frame's page is: as the element is told, or else beside the element's own files. */
export function frameAddress(given: string): URL | undefined {
  // Not as one expression, which a bundler would take for a file to copy.
  const here = import.meta.url;
  try {
    const address = given ? new URL(given, document.baseURI) : new URL('frame.html', here);
    return /^https?:$/.test(address.protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}
