import { createContext } from '@lit/context';

/** What the server of this conversation adds to the guide; a control for anything else is left out. */
export const capabilitiesContext = createContext<readonly string[]>(Symbol.for('voiceassist:capabilities'));
