import { authStates } from './auth.js';
import { chatStates } from './chat.js';
import { documentStates } from './documents.js';
import { integrationStates } from './integrations.js';
import { jobStates } from './jobs.js';
import { searchStates } from './search.js';
import type { State } from './state.js';
import { systemStates } from './system.js';
import { uploadStates } from './uploads.js';

/** Every page and what can become of it, by name: what is pictured, and what axe looks at. */
export const states: Record<string, State> = {
  ...authStates,
  ...chatStates,
  ...documentStates,
  ...uploadStates,
  ...jobStates,
  ...searchStates,
  ...integrationStates,
  ...systemStates,
};
