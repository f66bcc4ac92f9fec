import type { DialectChoice } from './dialects/names.js';

export { DIALECT_CHOICES } from './dialects/names.js';

/** Run-time configuration; the guide's `VITE_*` values, read when a release is composed. */
export interface Config {
  /** Base address of the API, without a slash at the end. */
  apiUrl: string;
  /** Base address of the socket, without a slash at the end. */
  wsUrl: string;
  /** Base of the admin endpoints, ending in `/api`. */
  adminApiUrl: string;
  /** What the API speaks; the guide's dialect when absent. */
  dialect: DialectChoice | undefined;
  environment: string;
  voice: boolean;
  fileUpload: boolean;
  analyticsId: string;
  /** The portal shows demonstration content: it says so on every page and offers the sign-ins. */
  demonstration: boolean;
}

const trimmed = (value: string) => value.replace(/\/+$/, '');

/** Configuration from the guide's names; absent ones take the guide's defaults. */
export function configFromEnvironment(values: Record<string, string | undefined>): Config {
  const apiUrl = trimmed(values.VITE_API_URL || 'http://localhost:8000');
  return {
    apiUrl,
    wsUrl: trimmed(values.VITE_WS_URL || apiUrl.replace(/^http/, 'ws')),
    adminApiUrl: trimmed(values.VITE_ADMIN_API_URL || `${apiUrl}/api`),
    dialect: values.VITE_DIALECT as DialectChoice,
    environment: values.VITE_ENV || 'production',
    voice: values.VITE_ENABLE_VOICE === 'true',
    fileUpload: values.VITE_ENABLE_FILE_UPLOAD === 'true',
    analyticsId: values.VITE_ANALYTICS_ID ?? '',
    demonstration: values.VITE_DEMONSTRATION === 'true',
  };
}

/** The configuration that the composed page carries in `<script type="application/json" id="va-config">`. */
export function configFromPage(page: Document = document): Config {
  const text = page.getElementById('va-config')?.textContent;
  return configFromEnvironment(text ? (JSON.parse(text) as Record<string, string>) : {});
}
