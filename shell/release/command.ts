import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { roleSchema } from '@voiceassist/shared/schemas';
import { HELP, readCommandLine, type Asked, type CommandName } from './command-line.js';
import { endCanary, startCanary } from './canary.js';
import { composeOnLive, publicEnvironment } from './compose.js';
import { deploy } from './deploy.js';
import { describeDifference, difference } from './diff.js';
import { dryRun } from './dry-run.js';
import { BUILD_RECORD } from './build-record.js';
import { describeEmbed, embedOf, portalAddress, readEmbeds } from './embed.js';
import { EXIT_CODES, isReleaseError, ReleaseError } from './errors.js';
import { openStore } from './open-store.js';
import { readPointer } from './pointer.js';
import { promote, rollback } from './promote.js';
import { prune } from './prune.js';
import { publish } from './publish.js';
import { requireRelease, shortName } from './release.js';
import { signingKey, trustedKeys } from './signing.js';
import { describeCanary, describeStatus, newestComposed, newestPublished, readStatus } from './status.js';
import type { Store } from './store.js';
import { inspectRelease } from './verify.js';

/** Where the command reads and writes. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv;
  out: (text: string) => void;
  err: (text: string) => void;
  /** Ends what would go on for ever. */
  stopped?: Promise<void>;
}

interface Context extends Asked {
  address: string;
  stopped: Promise<void>;
  store: Store;
  environment: NodeJS.ProcessEnv;
  say: (line: string) => void;
}

/** For a program, and for a person. */
interface Outcome {
  result: object;
  text: string;
}

/** The folder of a build: the part's own folder, or its `dist`. */
const buildFolder = (folder: string) =>
  existsSync(join(folder, BUILD_RECORD)) ? folder : join(folder, 'dist');

const keyOf = ({ options, environment }: Context) =>
  signingKey(options.key ?? environment.VOICEASSIST_SIGNING_KEY);
const trustedOf = ({ options, environment }: Context) =>
  trustedKeys(
    options.trusted ?? (environment.VOICEASSIST_TRUSTED_KEYS ? [environment.VOICEASSIST_TRUSTED_KEYS] : []),
  );

function count(given: string | undefined, preset: number, name: string): number {
  const value = given === undefined ? preset : Number(given);
  if (given !== '' && Number.isInteger(value) && value >= 0) return value;
  throw new ReleaseError('usage', `--${name} needs a whole number, not ${given}.`);
}

async function livePointer(store: Store) {
  const pointer = await readPointer(store);
  if (!pointer)
    throw new ReleaseError('not-found', 'Nothing is live yet. Begin with "portal deploy <folder>…".');
  return pointer;
}

const fullName = (name: string) => (name.startsWith('@') ? name : `@voiceassist/${name}`);

const COMMANDS: Record<CommandName, (context: Context) => Promise<Outcome>> = {
  async publish(context) {
    const key = await keyOf(context);
    const parts = [];
    for (const folder of context.operands) {
      context.say(`Publishing ${folder} …`);
      const manifest = await publish(context.store, buildFolder(folder), key);
      const { name, version, hash, files } = manifest;
      const embed = embedOf(manifest, portalAddress(context.environment));
      parts.push({ name, version, hash, files: files.length, signed: Boolean(key), ...(embed && { embed }) });
    }
    const lines = parts.flatMap(({ name, version, hash, embed }) => [
      `${shortName(name)}@${hash} ${version}`,
      ...(embed ? [describeEmbed(embed)] : []),
    ]);
    return { result: { parts }, text: lines.join('\n') };
  },

  async compose(context) {
    const changes: Record<string, string | null> = {};
    for (const operand of context.operands) {
      const [, part = '', hash] = /^(@?[^@]+)(?:@(.+))?$/.exec(operand) ?? [];
      changes[fullName(part)] = await newestPublished(context.store, shortName(part), hash);
    }
    for (const part of context.options.without ?? []) changes[fullName(part)] = null;
    context.say('Checking every byte of every part …');
    const environment = publicEnvironment(context.environment);
    const release = await composeOnLive(context.store, changes, environment, await trustedOf(context));
    const { id, base, parts } = release;
    return { result: { release: id, base, parts, environment: release.environment }, text: id };
  },

  async promote(context) {
    const { store, operands, options } = context;
    const release = await requireRelease(store, operands[0] ?? (await newestComposed(store)));
    const before = (await readPointer(store))?.release;
    await promote(store, release.id, options.force ? before : release.base, await trustedOf(context));
    return {
      result: { release: release.id, before },
      text: `live ${release.id}, before ${before ?? 'none'}`,
    };
  },

  async rollback(context) {
    const { from, to } = await rollback(context.store, context.operands[0], await trustedOf(context));
    return { result: { release: to, withdrawn: from }, text: `live ${to}, withdrawn ${from}` };
  },

  async deploy(context) {
    const { store, operands, say } = context;
    const { release, attempts } = await deploy(store, operands.map(buildFolder), {
      environment: publicEnvironment(context.environment),
      key: await keyOf(context),
      keys: await trustedOf(context),
      say,
    });
    const changed = await difference(
      store,
      release.base ? await requireRelease(store, release.base) : undefined,
      release,
    );
    const embeds = await readEmbeds(store, release, portalAddress(context.environment));
    const text = [describeDifference(changed), `live ${release.id}`, ...embeds.map(describeEmbed)].join('\n');
    return { result: { release: release.id, attempts, difference: changed, embeds }, text };
  },

  async canary(context) {
    const { store, operands, options } = context;
    if (options.end) {
      const release = await endCanary(store);
      return { result: { ended: release }, text: `no canary any more, withdrawn ${release}` };
    }
    const [release] = operands;
    const role = v.safeParse(v.optional(roleSchema), options.role);
    if (!role.success) throw new ReleaseError('usage', `There is no role ${options.role}.`);
    const share = options.share === undefined ? undefined : count(options.share, 0, 'share');
    if (!release || (share === undefined && !role.output))
      throw new ReleaseError('usage', 'A canary needs a release, and --share <percent> or --role <role>.');
    if (share !== undefined && (share < 1 || share > 99))
      throw new ReleaseError(
        'usage',
        '--share needs a number from 1 to 99; "promote" gives a release to all.',
      );
    const { id } = await requireRelease(store, release);
    const audience = { ...(share ? { share } : {}), ...(role.output ? { role: role.output } : {}) };
    const canary = await startCanary(store, id, audience, await trustedOf(context));
    return { result: { canary }, text: describeCanary(canary) };
  },

  async serve({ address, environment, options, say, stopped }) {
    const { servePortal } = await import('./serve.js');
    const portal = await servePortal(address, { environment, say });
    const url = await portal.listen({
      port: count(options.port, 8080, 'port'),
      host: options.host ?? 'localhost',
    });
    say(`Serving ${address.split('?')[0]} at ${url}`);
    await stopped;
    await portal.close();
    return { result: { url }, text: 'Stopped.' };
  },

  async status({ store, environment }) {
    const status = await readStatus(store, portalAddress(environment));
    return { result: status, text: describeStatus(status) };
  },

  async diff({ store, operands: [one, other] }) {
    const pointer = one && other ? undefined : await livePointer(store);
    const before = one ? (other ? one : pointer?.release) : pointer?.previous[0]?.release;
    const after = other ?? one ?? pointer?.release ?? '';
    const from = before ? await requireRelease(store, before) : undefined;
    const changed = await difference(store, from, await requireRelease(store, after));
    return { result: changed, text: describeDifference(changed) };
  },

  async verify(context) {
    const { store, options, say } = context;
    const pointer = await livePointer(store);
    const keys = await trustedOf(context);
    const current = [pointer, ...(pointer.canary ? [pointer.canary] : [])];
    const releases = [...current, ...(options.all ? pointer.previous : [])].map(({ release }) => release);
    const faults = new Set<string>();
    let files = 1;
    for (const id of releases) {
      say(`Reading ${id} …`);
      const inspected = await inspectRelease(store, id, keys);
      files += inspected.files;
      for (const fault of inspected.faults) faults.add(fault);
    }
    if (faults.size) throw new ReleaseError('refused', [...faults].join('\n'));
    const signatures = keys.length ? 'checked' : 'not checked, no trusted key is given';
    const text = `${releases.length} release(s), ${files} files: every byte as it was published; signatures ${signatures}`;
    return { result: { releases, files, signatures: keys.length > 0 }, text };
  },

  async prune({ store, options }) {
    const removed = await prune(store, {
      keep: count(options.keep, 10, 'keep'),
      days: count(options.days, 14, 'days'),
      atOnce: options['at-once'] ?? false,
      takeOver: options['take-over'] ?? false,
    });
    return { result: { removed }, text: [...removed, `${removed.length} removed`].join('\n') };
  },
};

/** Runs the `portal` command; gives its exit code. */
export async function runPortal(
  args: string[],
  { environment, out, err, stopped = new Promise(() => {}) }: Surroundings,
): Promise<number> {
  const say = (line: string) => err(`${line}\n`);
  try {
    const asked = readCommandLine(args);
    if (!asked) {
      out(HELP);
      return EXIT_CODES.done;
    }
    const { options, command } = asked;
    const address = options.store ?? environment.VOICEASSIST_STORE ?? join('.data', 'portal');
    const isDry = options['dry-run'] ?? false;
    const opened = await openStore(address, environment);
    const store = isDry ? dryRun(opened) : opened;
    const { result, text } = await COMMANDS[command]({ ...asked, address, store, environment, say, stopped });
    if (isDry) say('Dry run: the store is as it was.');
    out(options.json ? `${JSON.stringify({ ok: true, command, dryRun: isDry, ...result })}\n` : `${text}\n`);
    return EXIT_CODES.done;
  } catch (error) {
    const code = isReleaseError(error) ? error.code : 'failed';
    const { message } = error as Error;
    say(message);
    // Also when the command line itself could not be read.
    if (args.includes('--json')) out(`${JSON.stringify({ ok: false, error: { code, message } })}\n`);
    return EXIT_CODES[code];
  }
}
