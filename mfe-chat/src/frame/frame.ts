import { msg } from '@lit/localize';
import { tokens } from '@voiceassist/shared';
import './no-storage.js';
import '../embed.js';
import { framePageStyles } from './frame-page.css.js';
import { FrameSide } from './frame-side.js';

// The module of frame.html: the chat for a page of another origin, which cannot look into this one. It knows nobody: what
// the portal keeps on this computer is neither read nor written here.
for (const { styleSheet } of [tokens, framePageStyles]) {
  if (styleSheet) document.adoptedStyleSheets.push(styleSheet);
}
if (window.parent === window) {
  document.body.textContent = msg('This page is shown inside the page of a partner, and not by itself.');
} else new FrameSide().begin();
