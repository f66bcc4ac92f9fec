import { openBrowser } from '../../e2e/browser.js';
import { peersIn } from '../peers.js';
import { cut, writeAnswer } from './answer.js';
import { benchFolder, buildPage, type BuiltPage, type PageBytes } from './build-page.js';
import { CONTENDERS, OURS, type Contender } from './contenders.js';
import { judge, type Goal } from './goals.js';
import { machine } from './machine.js';
import { medianOf } from './median.js';
import {
  measureHistory,
  measureLoad,
  measureStream,
  type History,
  type Load,
  type Place,
  type Stream,
} from './measure.js';
import { openServer } from './server.js';

/** What was measured of one contender: medians over the rounds. */
export interface Figures {
  name: string;
  versions: Record<string, string>;
  bytes: PageBytes;
  load: Load;
  stream: Stream;
  history2000: History;
  history10000: History;
}

export interface ChatFigures {
  machine: Record<string, string | number>;
  rounds: number;
  answer: { characters: number; deltas: number; perSecond: number; elements: Record<string, number> };
  contenders: Figures[];
  goals: Goal[];
}

export interface ChatOptions {
  rounds?: number;
  /** Names of contenders; all of them when absent. */
  only?: readonly string[];
  characters?: number;
  deltas?: number;
  perSecond?: number;
  histories?: readonly [number, number];
  /** Hears which contender is next: a round takes minutes. */
  onVisit?: (name: string, round: number) => void;
}

const peers = peersIn(benchFolder);

/** Measures every contender in every round, one after the other, on the same answer at the same pace. */
export async function runChat({
  rounds = 3,
  only,
  characters = 19_500,
  deltas = 2_000,
  perSecond = 500,
  histories: [short, long] = [2_000, 10_000],
  onVisit,
}: ChatOptions = {}): Promise<ChatFigures> {
  const chosen = CONTENDERS.filter(({ name }) => !only || only.includes(name));
  if (!chosen.length)
    throw new Error(`No such chat; there are ${CONTENDERS.map(({ name }) => name).join(', ')}.`);
  if (chosen.some(({ name }) => name !== OURS)) peers.install();
  const pages = new Map<string, BuiltPage>();
  for (const { name, page, isOfOthers } of chosen) pages.set(name, await buildPage(page, !isOfOthers));
  const probe = await buildPage('probe.ts');

  const answer = writeAnswer(characters);
  const server = await openServer({
    pages,
    probe: probe.code,
    pace: { pieces: cut(answer.text, deltas), perSecond },
  });
  const browser = await openBrowser();
  try {
    const about = machine(browser);
    const measured = new Map<string, Round[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const { name } of chosen) {
        onVisit?.(name, round);
        const place: Place = { browser, server, name };
        const found = {
          load: await measureLoad(place),
          stream: await measureStream(place),
          history2000: await measureHistory(place, short),
          history10000: await measureHistory(place, long),
        };
        measured.set(name, [...(measured.get(name) ?? []), found]);
      }
    }
    const contenders = chosen.map((contender) => ({
      name: contender.name,
      versions: versionsOf(contender),
      bytes: (pages.get(contender.name) as BuiltPage).bytes,
      ...medianOf(measured.get(contender.name) ?? []),
    }));
    return {
      machine: about,
      rounds,
      answer: { characters: answer.text.length, deltas, perSecond, elements: answer.elements },
      contenders,
      goals: judge(contenders),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

type Round = Pick<Figures, 'load' | 'stream' | 'history2000' | 'history10000'>;

const versionsOf = ({ packages }: Contender) =>
  Object.fromEntries(packages.map((name) => [name, peers.versionOf(name)]));
