import { join, resolve } from 'node:path';

/** A model endpoint that speaks the OpenAI protocol. */
export interface Endpoint {
  baseUrl: string;
  model: string;
  apiKey: string | undefined;
}

/** What the environment says, checked. Sizes in bytes, times in seconds. */
export interface Config {
  host: string;
  port: number;
  /** PostgreSQL to use; absent = embedded in `dataDir`; `memory:` = embedded and forgotten at the end. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** Absent = made at the first start and kept in `dataDir`. */
  jwtSecret: string | undefined;
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
  refreshReplaySeconds: number;
  idleSeconds: number;
  authAttemptsPerMinute: number;
  corsOrigins: string[];
  maxUploadBytes: number;
  /** Absent = mail is written to the outbox in `dataDir`. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Where files and appointments come from; absent = as an administrator sets it. */
  nextcloud: { url: string; calendarUrl: string | undefined; username: string; password: string } | undefined;
  /** The folder that stands in for Nextcloud. */
  localFilesDir: string;
  llm: Endpoint | undefined;
  embeddings: Endpoint | undefined;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  logLevel: string;
  /** Seeds people and documents to try the portal with, and shows how to sign in. */
  demonstration: boolean;
  /** Where pages of the demonstration's partner may be. */
  demoPartnerOrigins: string[];
}

/** The environment cannot be used; the message names every value that is wrong and what is expected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

interface Setting<T> {
  expected: string;
  fallback: T;
  /** `undefined` when the value is malformed. */
  parse: (value: string) => T | undefined;
}

function wholeNumber(fallback: number, least: number, most: number): Setting<number> {
  return {
    expected: `a whole number from ${least} to ${most}`,
    fallback,
    parse: (value) =>
      /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined,
  };
}

function oneOf(fallback: string, values: string[]): Setting<string> {
  return {
    expected: `one of ${values.join(', ')}`,
    fallback,
    parse: (value) => (values.includes(value) ? value : undefined),
  };
}

function text(pattern: RegExp, expected: string, fallback: string): Setting<string>;
function text(pattern: RegExp, expected: string): Setting<string | undefined>;
function text(pattern: RegExp, expected: string, fallback?: string): Setting<string | undefined> {
  return { expected, fallback, parse: (value) => (pattern.test(value) ? value : undefined) };
}

function address(protocols: string[]): Setting<string | undefined> {
  return {
    expected: `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    fallback: undefined,
    parse: (value) =>
      URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== ''
        ? value.replace(/\/+$/, '')
        : undefined,
  };
}

const web = ['http:', 'https:'];
const LOCAL_ORIGINS = ['http://localhost:5173', 'http://localhost:5174', 'http://localhost:3000'];

/** Where the playground and the examples run. */
const DEMO_ORIGINS = Array.from({ length: 11 }, (_, at) => `http://localhost:${5174 + at}`);

function origins(fallback: string[], always: string[] = []): Setting<string[]> {
  return {
    expected: 'origins such as https://portal.hospital.org, separated by commas',
    fallback,
    parse(value) {
      const list = value.split(',').map((origin) => origin.trim());
      const valid = list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin);
      return valid ? [...new Set([...list, ...always])] : undefined;
    },
  };
}

const flag: Setting<boolean> = {
  expected: 'true or false',
  fallback: false,
  parse: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
};

const SETTINGS = {
  HOST: text(/^[\w.:-]+$/, 'a host name or an address', 'localhost'),
  PORT: wholeNumber(8000, 0, 65_535),
  DATABASE_URL: text(
    /^(postgres(ql)?:\/\/\S+|memory:)$/,
    'an address that begins with postgres:// or postgresql://',
  ),
  DATA_DIR: text(/\S/, 'a folder', '.data'),
  JWT_SECRET: text(/^.{32,}$/, 'at least 32 characters'),
  ACCESS_TOKEN_SECONDS: wholeNumber(900, 1, 86_400),
  REFRESH_TOKEN_SECONDS: wholeNumber(604_800, 1, 31_536_000),
  REFRESH_REPLAY_SECONDS: wholeNumber(10, 0, 300),
  IDLE_SECONDS: wholeNumber(900, 1, 86_400),
  AUTH_ATTEMPTS_PER_MINUTE: wholeNumber(10, 1, 100_000),
  CORS_ORIGINS: origins(LOCAL_ORIGINS, LOCAL_ORIGINS),
  MAX_UPLOAD_MB: wholeNumber(100, 1, 2048),
  SMTP_URL: address(['smtp:', 'smtps:']),
  MAIL_FROM: text(
    /^([^<>"\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    'an e-mail address, or a name and one such as VoiceAssist <no-reply@hospital.org>',
    'VoiceAssist <no-reply@voiceassist.invalid>',
  ),
  LLM_BASE_URL: address(web),
  LLM_MODEL: text(/\S/, 'the name of a model'),
  LLM_API_KEY: text(/^\S+$/, 'a key without spaces'),
  EMBEDDINGS_BASE_URL: address(web),
  EMBEDDINGS_MODEL: text(/\S/, 'the name of a model'),
  NEXTCLOUD_URL: address(web),
  NEXTCLOUD_CALENDAR_URL: address(web),
  NEXTCLOUD_USER: text(/\S/, 'the name of a user'),
  NEXTCLOUD_PASSWORD: text(/\S/, 'an app password'),
  LOCAL_FILES_DIR: text(/\S/, 'a folder'),
  ADMIN_EMAIL: text(/^\S+@\S+\.\S+$/, 'an e-mail address'),
  ADMIN_PASSWORD: text(/^.{10,128}$/, '10 to 128 characters'),
  LOG_LEVEL: oneOf('info', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  DEMONSTRATION: flag,
  DEMO_PARTNER_ORIGINS: origins(DEMO_ORIGINS),
};

type Values = { [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name]['fallback'] };

/** Beginnings that no other program uses for its own: a name like these that is not ours is a slip. */
const OWN_PREFIXES =
  /^(LLM|EMBEDDINGS|ACCESS_TOKEN|REFRESH|ADMIN|AUTH_ATTEMPTS|SMTP|NEXTCLOUD|JWT|CORS|MAX_UPLOAD|IDLE|DEMO_PARTNER)_/;

/** The configuration of this process; throws one `ConfigurationError` that names every wrong value. */
export function configFrom(env: Record<string, string | undefined>): Config {
  const wrong: string[] = [];
  const entries = Object.entries(SETTINGS).map(([name, setting]) => {
    const given = env[name];
    if (given === undefined || given === '') return [name, setting.fallback];
    const value = setting.parse(given);
    if (value === undefined) wrong.push(`${name}: expected ${setting.expected}`);
    return [name, value];
  });
  for (const name of Object.keys(env)) {
    if (OWN_PREFIXES.test(name) && !(name in SETTINGS)) wrong.push(`${name}: no setting has this name`);
  }
  const values = Object.fromEntries(entries) as Values;
  wrong.push(...togetherWrong(values));
  if (wrong.length > 0) throw new ConfigurationError(`The configuration is not usable. ${wrong.join('; ')}.`);
  return configOf(values);
}

function togetherWrong(values: Values): string[] {
  const wrong: string[] = [];
  const pair = (first: keyof Values, second: keyof Values) => {
    if (!values[first] !== !values[second]) wrong.push(`${first} and ${second}: expected both or neither`);
  };
  pair('LLM_BASE_URL', 'LLM_MODEL');
  pair('EMBEDDINGS_BASE_URL', 'EMBEDDINGS_MODEL');
  pair('ADMIN_EMAIL', 'ADMIN_PASSWORD');
  pair('NEXTCLOUD_URL', 'NEXTCLOUD_USER');
  pair('NEXTCLOUD_URL', 'NEXTCLOUD_PASSWORD');
  if (values.NEXTCLOUD_CALENDAR_URL && !values.NEXTCLOUD_URL)
    wrong.push('NEXTCLOUD_CALENDAR_URL: expected only together with NEXTCLOUD_URL');
  return wrong;
}

function nextcloudOf(values: Values): Config['nextcloud'] {
  const { NEXTCLOUD_URL: url, NEXTCLOUD_USER: username, NEXTCLOUD_PASSWORD: password } = values;
  return url && username && password
    ? { url, calendarUrl: values.NEXTCLOUD_CALENDAR_URL, username, password }
    : undefined;
}

function configOf(values: Values): Config {
  const endpoint = (baseUrl?: string, model?: string, apiKey?: string): Endpoint | undefined =>
    baseUrl && model ? { baseUrl, model, apiKey } : undefined;
  return {
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    dataDir: resolve(values.DATA_DIR),
    jwtSecret: values.JWT_SECRET,
    accessTokenSeconds: values.ACCESS_TOKEN_SECONDS,
    refreshTokenSeconds: values.REFRESH_TOKEN_SECONDS,
    refreshReplaySeconds: values.REFRESH_REPLAY_SECONDS,
    idleSeconds: values.IDLE_SECONDS,
    authAttemptsPerMinute: values.AUTH_ATTEMPTS_PER_MINUTE,
    corsOrigins: values.CORS_ORIGINS,
    maxUploadBytes: values.MAX_UPLOAD_MB * 1024 * 1024,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    nextcloud: nextcloudOf(values),
    localFilesDir: resolve(values.LOCAL_FILES_DIR ?? join(values.DATA_DIR, 'integration-files')),
    llm: endpoint(values.LLM_BASE_URL, values.LLM_MODEL, values.LLM_API_KEY),
    embeddings: endpoint(values.EMBEDDINGS_BASE_URL, values.EMBEDDINGS_MODEL, values.LLM_API_KEY),
    adminEmail: values.ADMIN_EMAIL,
    adminPassword: values.ADMIN_PASSWORD,
    logLevel: values.LOG_LEVEL,
    demonstration: values.DEMONSTRATION,
    demoPartnerOrigins: values.DEMO_PARTNER_ORIGINS,
  };
}
