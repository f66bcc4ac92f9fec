import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ReleaseError } from './errors.js';

const COMMON = {
  store: { type: 'string' },
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
const KEY = { key: { type: 'string' } } as const;
const TRUSTED = { trusted: { type: 'string', multiple: true } } as const;

/** Every sub-command: what it does, its operands (least and most), and its own options. */
const COMMANDS = {
  publish: {
    usage: 'publish <folder>… [--key <file>]',
    does: 'copies builds into the store',
    operands: [1, Infinity],
    options: KEY,
  },
  compose: {
    usage: 'compose [<part>[@<hash>]…] [--without <part>] [--trusted <file>]',
    does: 'joins what is live with these parts into a release; VITE_* are read here',
    operands: [0, Infinity],
    options: { ...TRUSTED, without: { type: 'string', multiple: true } },
  },
  promote: {
    usage: 'promote [<release>] [--force] [--trusted <file>]',
    does: 'makes a release live, the one composed last if none is named',
    operands: [0, 1],
    options: { ...TRUSTED, force: { type: 'boolean' } },
  },
  rollback: {
    usage: 'rollback [<release>] [--trusted <file>]',
    does: 'goes back to the release before, or to an earlier one',
    operands: [0, 1],
    options: TRUSTED,
  },
  deploy: {
    usage: 'deploy <folder>… [--key <file>] [--trusted <file>]',
    does: 'publish, compose and promote; again when another was faster',
    operands: [1, Infinity],
    options: { ...KEY, ...TRUSTED },
  },
  canary: {
    usage: 'canary <release> [--share <percent>] [--role <role>] [--trusted <file>] | canary --end',
    does: 'gives a release to a share of browsers, or to those who are signed in with a role',
    operands: [0, 1],
    options: { ...TRUSTED, share: { type: 'string' }, role: { type: 'string' }, end: { type: 'boolean' } },
  },
  status: {
    usage: 'status',
    does: 'what is live, and what can be gone back to',
    operands: [0, 0],
    options: {},
  },
  diff: {
    usage: 'diff [<release>] [<release>]',
    does: 'what the last change did; from live to one; from one to another',
    operands: [0, 2],
    options: {},
  },
  verify: {
    usage: 'verify [--all] [--trusted <file>]',
    does: 're-reads and re-hashes all that is live; with --all, what can be gone back to as well',
    operands: [0, 0],
    options: { ...TRUSTED, all: { type: 'boolean' } },
  },
  prune: {
    usage: 'prune [--keep 10] [--days 14] [--at-once] [--take-over]',
    does: 'removes what nobody needs: not live, not among the kept releases before it, older than the days (an hour at least)',
    operands: [0, 0],
    options: {
      keep: { type: 'string' },
      days: { type: 'string' },
      'at-once': { type: 'boolean' },
      'take-over': { type: 'boolean' },
    },
  },
  serve: {
    usage: 'serve [--port 8080] [--host localhost]',
    does: 'serves the portal until it is stopped',
    operands: [0, 0],
    options: { port: { type: 'string' }, host: { type: 'string' } },
  },
} as const satisfies Record<
  string,
  {
    usage: string;
    does: string;
    operands: readonly [number, number];
    options: NonNullable<ParseArgsConfig['options']>;
  }
>;
export type CommandName = keyof typeof COMMANDS;

/** What was asked for on the command line. */
export interface Asked {
  command: CommandName;
  operands: string[];
  options: {
    store?: string;
    json?: boolean;
    'dry-run'?: boolean;
    help?: boolean;
    key?: string;
    trusted?: string[];
    without?: string[];
    force?: boolean;
    all?: boolean;
    keep?: string;
    days?: string;
    'at-once'?: boolean;
    'take-over'?: boolean;
    share?: string;
    role?: string;
    end?: boolean;
    port?: string;
    host?: string;
  };
}

/** Longer ones stand on a line of their own. */
const WIDTH = 64;

/** The help text. */
export const HELP = `npm run -s portal -- <sub-command> [options]

${Object.values(COMMANDS)
  .map(
    ({ usage, does }) =>
      `  ${usage.padEnd(WIDTH)}${usage.length > WIDTH ? `\n${' '.repeat(WIDTH + 2)}` : ''}  ${does}`,
  )
  .join('\n')}

Every sub-command:
  --store <folder>  the store; else VOICEASSIST_STORE, else .data/portal. A bucket: s3://bucket/prefix?endpoint=…&region=…,
                    with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN from the environment
  --json            the result as JSON on stdout; progress and errors are on stderr
  --dry-run         does everything but change the store
  --help

Keys: --key or VOICEASSIST_SIGNING_KEY, a private Ed25519 key (PEM or its file); --trusted or VOICEASSIST_TRUSTED_KEYS,
public keys: with one, unsigned and wrongly signed parts are refused.
Printed addresses: VOICEASSIST_PORTAL_URL, where people see the portal.
Exit codes: 0 done · 1 failed · 2 wrong usage · 3 refused or damaged · 4 not found · 5 another was faster, try again.
`;

const isCommand = (name: string | undefined): name is CommandName => name !== undefined && name in COMMANDS;

/** Reads the command line; an error of code `usage` says what is wrong with it. Undefined: help was asked for. */
export function readCommandLine(args: string[]): Asked | undefined {
  const [name, ...rest] = args;
  if (!name || name === 'help' || name === '--help' || name === '-h') return undefined;
  if (!isCommand(name)) {
    const known = Object.keys(COMMANDS).join(', ');
    throw new ReleaseError('usage', `There is no sub-command ${name}. There are: ${known}.`);
  }
  const { options, operands, usage } = COMMANDS[name];
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...COMMON, ...options } as NonNullable<ParseArgsConfig['options']>,
      allowPositionals: true,
    });
    if (values.help) return undefined;
    const [least, most] = operands;
    if (positionals.length < least) throw new Error('Something is missing.');
    if (positionals.length > most) throw new Error(`${positionals[most]} is too much.`);
    return { command: name, operands: positionals, options: values };
  } catch (error) {
    throw new ReleaseError('usage', `${(error as Error).message}\nUsage: ${usage}`);
  }
}
