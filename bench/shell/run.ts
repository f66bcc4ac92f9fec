import { openBrowser } from '../../e2e/browser.js';
import { machine } from '../chat/machine.js';
import { medianOf } from '../chat/median.js';
import { peersIn } from '../peers.js';
import { benchFolder, buildApplications, buildShell } from './build.js';
import { CONTENDERS, type Contender } from './contenders.js';
import { judge, type Goal } from './goals.js';
import { measureKept, measureLoad, measureSwitches, type Load, type Switches } from './measure.js';
import { measureMounts, type Mounts } from './mounts.js';
import { openPortal } from './ours.js';
import { openServer, type BenchServer } from './server.js';

/** What was measured of one shell: medians over the rounds. */
export interface Figures {
  name: string;
  versions: Record<string, string>;
  load: Load;
  switches: Switches;
  /** Bytes that one switch leaves behind. */
  kept: number;
}

export interface ShellFigures {
  machine: Record<string, string | number>;
  rounds: number;
  contenders: Figures[];
  mounts: Mounts[];
  goals: Goal[];
}

/** What `--only` may name besides the shells. */
const MOUNTS = 'mounts';

export interface ShellOptions {
  rounds?: number;
  /** Names of shells, or `mounts`; all of them when absent. */
  only?: readonly string[];
  switches?: number;
  mounts?: number;
  /** Hears what is next: a round takes minutes. */
  onVisit?: (name: string, round: number) => void;
}

/** Measures every shell in every round, one after the other, with the same two pages; then mounts our own parts. */
export async function runShell({
  rounds = 3,
  only,
  switches = 100,
  mounts = 1_000,
  onVisit,
}: ShellOptions = {}): Promise<ShellFigures> {
  const chosen = CONTENDERS.filter(({ name }) => !only || only.includes(name));
  const isMounted = !only || only.includes(MOUNTS);
  if (!chosen.length && !isMounted)
    throw new Error(`No such shell; there are ${CONTENDERS.map(({ name }) => name).join(', ')}, ${MOUNTS}.`);
  const peers = peersIn(benchFolder);
  if (chosen.some(({ packages }) => packages.length)) peers.install();
  const servers = chosen.length ? await openServers(chosen) : new Map<string, BenchServer>();
  const browser = await openBrowser();
  try {
    const about = machine(browser);
    const measured = new Map<string, Pick<Figures, 'load' | 'switches' | 'kept'>[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, { url }] of servers) {
        onVisit?.(name, round);
        const found = {
          load: await measureLoad(browser, url),
          switches: await measureSwitches(browser, url, switches),
          kept: await measureKept(browser, url, 2 * switches),
        };
        measured.set(name, [...(measured.get(name) ?? []), found]);
      }
    }
    const contenders = chosen.map(({ name, packages }) => ({
      name,
      versions: Object.fromEntries(packages.map((each) => [each, peers.versionOf(each)])),
      ...medianOf(measured.get(name) ?? []),
    }));
    const mounted = isMounted ? await measureMounts(browser, mounts, (name) => onVisit?.(name, 0)) : [];
    return {
      machine: about,
      rounds,
      contenders,
      mounts: mounted.map(({ figures }) => figures),
      goals: [...judge(contenders), ...mounted.flatMap(({ goals }) => goals)],
    };
  } finally {
    await browser.close();
    await Promise.all([...servers.values()].map((server) => server.close()));
  }
}

async function openServers(chosen: readonly Contender[]): Promise<Map<string, BenchServer>> {
  const applications = await buildApplications();
  const servers = new Map<string, BenchServer>();
  for (const { name, page } of chosen) {
    const server = page
      ? await openServer(name, new Map([...applications, ...(await buildShell(name, page))]))
      : await openPortal();
    servers.set(name, server);
  }
  return servers;
}
