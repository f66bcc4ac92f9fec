import { BROWSERS, missing, type BrowserName } from '../e2e/puppets.js';
import { FAULTS, openFailureWorld, PARTS, runCase, type Fault, type Times } from '../e2e/failure-matrix.js';

/** One part with one fault in one browser; milliseconds, the slowest of the rounds. */
export interface FailureTimes extends Times {
  browser: BrowserName;
  part: string;
  fault: Fault;
}

/** Every fault of every micro-frontend, in every browser that is installed: until the card, and from Retry until the part. */
export async function runFailures({ rounds = 1, only }: { rounds?: number; only?: string[] }): Promise<{
  cases: FailureTimes[];
  slowest: { card: number; cardOfHang: number; recovery: number };
}> {
  const cases: FailureTimes[] = [];
  for (const browser of BROWSERS.filter((name) => !missing(name) && (!only || only.includes(name)))) {
    const world = await openFailureWorld(browser);
    try {
      const page = await world.openPage();
      for (const part of PARTS) {
        for (const fault of FAULTS.filter((each) => part.late || !each.startsWith('late'))) {
          const times: Times[] = [];
          for (let round = 0; round < rounds; round += 1) times.push(await runCase(world, page, part, fault));
          const worst = (of: keyof Times) => Math.max(0, ...times.map((each) => each[of] ?? 0));
          cases.push({ browser, part: part.name, fault, card: worst('card'), recovery: worst('recovery') });
        }
      }
    } finally {
      await world.close();
    }
  }
  const most = (of: keyof Times, which: (fault: Fault) => boolean) =>
    Math.max(0, ...cases.filter(({ fault }) => which(fault)).map((each) => each[of] ?? 0));
  const isHang = (fault: Fault) => fault.endsWith('hang');
  return {
    cases,
    slowest: {
      card: most('card', (fault) => !isHang(fault)),
      cardOfHang: most('card', isHang),
      recovery: most('recovery', () => true),
    },
  };
}
