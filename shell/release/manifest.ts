import * as v from 'valibot';
import { roleSchema } from '@voiceassist/shared/schemas';

const routeSchema = v.strictObject({
  /** Path with parameters, e.g. `/chat/:sessionId`. */
  path: v.pipe(v.string(), v.startsWith('/')),
  title: v.string(),
  /** `public` pages are for those who are not signed in, `anyone` for all. */
  access: v.optional(v.picklist(['public', 'signed-in', 'anyone']), 'signed-in'),
  /** Who may open it; everybody signed in when absent. */
  roles: v.optional(v.array(roleSchema)),
});
export type Route = v.InferOutput<typeof routeSchema>;

const navigationSchema = v.strictObject({
  label: v.string(),
  href: v.pipe(v.string(), v.startsWith('/')),
  order: v.number(),
  roles: v.optional(v.array(roleSchema)),
});
export type NavigationEntry = v.InferOutput<typeof navigationSchema>;

const described = {
  $schema: v.optional(v.string()),
  name: v.pipe(v.string(), v.regex(/^@voiceassist\/[a-z-]+$/)),
  /** What a person calls it: "Knowledge base could not be loaded". */
  label: v.optional(v.string()),
  /** Ranges of other parts that this one needs, by name. */
  requires: v.optional(v.record(v.string(), v.string()), {}),
  routes: v.optional(v.array(routeSchema), []),
  navigation: v.optional(v.array(navigationSchema), []),
  /** Labels and titles in other languages: locale → English text → text. */
  translations: v.optional(v.record(v.string(), v.record(v.string(), v.string())), {}),
};

/** `mfe.json` beside the source of a part, written by its team: one `entry`, or for `shared` its `modules`. */
export const sourceManifestSchema = v.strictObject({
  ...described,
  entry: v.optional(v.string()),
  modules: v.optional(v.record(v.string(), v.string())),
  /** Source of the portal's service worker, which the shell alone has. */
  serviceWorker: v.optional(v.string()),
  /** Source of what pages load that are not the portal; the chat alone has it. */
  embed: v.optional(v.string()),
  /** Source of the page that a frame on such pages shows; it loads a module that stands beside it. */
  frame: v.optional(v.string()),
});
export type SourceManifest = v.InferOutput<typeof sourceManifestSchema>;

/** `mfe.json` beside the published files: what was built, byte for byte. */
export const manifestSchema = v.strictObject({
  ...described,
  version: v.string(),
  /** SHA-256 of all the rest, 20 hex digits; the folder's name. */
  hash: v.string(),
  /** Bare module name → file. */
  modules: v.record(v.string(), v.string()),
  /** The file that becomes the service worker of a release with this part. */
  serviceWorker: v.optional(v.string()),
  /** The file that pages load which are not the portal; what it imports stands beside it. */
  embed: v.optional(v.string()),
  /** The page that a frame on such pages shows. */
  frame: v.optional(v.string()),
  /** What each file imports at once: files of this part, or bare module names. */
  graph: v.record(v.string(), v.array(v.string())),
  /** Bare module names that are imported later. */
  dynamicImports: v.array(v.string()),
  /** What is imported from other parts: module → names. */
  imports: v.optional(v.record(v.string(), v.array(v.string()))),
  /** What others can import: module → names. */
  exports: v.optional(v.record(v.string(), v.array(v.string()))),
  /** What these names are declared as: module → name → way to a member → type. Of a part: when it was built. */
  declares: v.optional(v.record(v.string(), v.record(v.string(), v.record(v.string(), v.string())))),
  files: v.array(v.strictObject({ path: v.string(), bytes: v.number(), integrity: v.string() })),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** The part of a release that the shell reads at run time. */
export interface ReleasedMicroFrontend {
  name: string;
  label: string;
  hash: string;
  version: string;
  routes: Route[];
  navigation: NavigationEntry[];
  translations: SourceManifest['translations'];
}

/** What the composed page tells the shell, in `<script type="application/json" id="va-release">`. */
export interface ReleaseInformation {
  id: string;
  /** `VITE_ENV` is `production`, or nobody has set it: there is nothing for developers in the page. */
  production: boolean;
  /** Every part, also those without pages of their own. */
  parts: Pick<Manifest, 'name' | 'version' | 'hash'>[];
  /** Why this browser has it; absent: because it is live. */
  channel?: 'live' | 'canary' | 'pinned';
  microFrontends: ReleasedMicroFrontend[];
  /** Parts that a tab takes from a development server instead, set at run time; never in production. */
  overrides?: { name: string; origin: string }[];
}
