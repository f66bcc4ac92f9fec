import { createContext } from '@lit/context';
import type { Api } from './api/api.js';
import type { Config } from './config.js';
import type { PreferenceStore } from './preferences.js';
import type { AuthTokenStream } from './session/auth-token-stream.js';
import type { Vault } from './session/vault.js';
import type { WorkInProgress } from './work-in-progress.js';

// `Symbol.for`, since the shell and each micro-frontend may hold their own copy of this file.

/** Who is signed in. */
export const sessionContext = createContext<AuthTokenStream>(Symbol.for('voiceassist:session'));

/** Every endpoint, on that session. */
export const apiContext = createContext<Api>(Symbol.for('voiceassist:api'));

/** The run-time configuration of the release. */
export const configContext = createContext<Config>(Symbol.for('voiceassist:config'));

/** How the person likes the portal. */
export const preferencesContext = createContext<PreferenceStore>(Symbol.for('voiceassist:preferences'));

/** Texts that are kept on this computer for the signed-in person alone. */
export const vaultContext = createContext<Vault>(Symbol.for('voiceassist:vault'));

/** Work that must not be interrupted by leaving the page or by a new version. */
export const workContext = createContext<WorkInProgress>(Symbol.for('voiceassist:work'));
