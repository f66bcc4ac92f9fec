export type { Analytics, AnalyticsEvent, PartName, RoutePattern } from './analytics.js';
export { apiFor, createApi, type Api, type ChatApi } from './api/api.js';
export type { Page } from './api/client.js';
export { describeError, type ErrorDescription } from './api/describe-error.js';
export { ApiError, ConnectionError, isApiError, isConnectionError } from './api/errors.js';
export type { ByteProgress } from './api/upload.js';
export { configFromEnvironment, configFromPage, type Config } from './config.js';
export {
  apiContext,
  configContext,
  preferencesContext,
  sessionContext,
  vaultContext,
  workContext,
} from './contexts.js';
export type { DialectChoice, DialectName } from './dialects/names.js';
export type { GatewayRealtime } from './dialects/gateway/realtime.js';
export { define } from './define.js';
export { controls } from './design/controls.css.js';
export { icon, type IconName } from './design/icons.js';
export { tokens } from './design/tokens.css.js';
export { NavigateEvent, PageTitleEvent, RouteChangeEvent } from './events.js';
export {
  LOCALES,
  activeLocale,
  addTranslations,
  directionOf,
  formatLocale,
  plural,
  showLocale,
  supportedLocale,
  type Translations,
} from './localization.js';
export { matchPath, microFrontend, type MicroFrontend, type MountProps } from './micro-frontend.js';
export { PreferenceStore } from './preferences.js';
export { MODES, THEMES } from './schemas/choices.js';
export {
  AuthTokenStream,
  type AccessToken,
  type EndReason,
  type SessionState,
} from './session/auth-token-stream.js';
export type { Vault, VaultStorage } from './session/vault.js';
export type { IdleState } from './session/idle.js';
export { activityRecord, isIdle } from './session/activity.js';
export { returnPath } from './session/return-to.js';
export { StreamController } from './stream-controller.js';
export { WorkController } from './work-controller.js';
export { WorkInProgress } from './work-in-progress.js';
