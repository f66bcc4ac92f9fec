import { msg } from '@lit/localize';
import { formatLocale } from '@voiceassist/shared';
import type { SystemHistory } from '@voiceassist/shared/schemas';
import { formatCount, formatSize } from '../format.js';

type Sample = SystemHistory['samples'][number];
type Value = number | null;

/** One line of a plot, with a value for each moment; null where nothing was measured. */
export interface PlotLine {
  name: string;
  values: Value[];
}

/** What one plot shows. */
export interface PlotData {
  name: string;
  lines: PlotLine[];
  /** The top of its scale; at least what was measured. */
  top: number;
  format: (value: number) => string;
  /** What the latest figure is a part of, e.g. "4 GB". */
  whole?: string;
}

/** A share in words, e.g. "34 %". */
export const percent = (share: number): string =>
  new Intl.NumberFormat(formatLocale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** Milliseconds in words, e.g. "118 ms". */
export const milliseconds = (amount: number): string =>
  new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);

const rate = (amount: number): string =>
  new Intl.NumberFormat(formatLocale(), { maximumFractionDigits: 1 }).format(amount);

/** The moments of all plots in seconds since 1970, and the sample of each; a hole where nothing was measured. */
export function steps(history: SystemHistory): { times: number[]; samples: (Sample | undefined)[] } {
  const { stepSeconds: step } = history;
  const byTime = new Map(history.samples.map((sample) => [Math.round(Date.parse(sample.at) / 1000), sample]));
  const last = [...byTime.keys()].at(-1) ?? 0;
  const times: number[] = [];
  for (let at = Math.ceil(Date.parse(history.from) / 1000 / step) * step; at <= last; at += step)
    times.push(at);
  return { times, samples: times.map((at) => byTime.get(at)) };
}

/** Everything that is plotted, in reading order. */
export function plotsOf(history: SystemHistory, samples: (Sample | undefined)[]): PlotData[] {
  const { memoryTotalBytes, diskTotalBytes, stepSeconds } = history;
  const line = (name: string, pick: (sample: Sample) => Value | undefined): PlotLine => ({
    name,
    values: samples.map((sample) => (sample && pick(sample)) ?? null),
  });
  const plot = (
    name: string,
    format: PlotData['format'],
    lines: PlotLine[],
    rest: Partial<PlotData> & { least?: number } = {},
  ): PlotData => {
    const { least = 1, ...given } = rest;
    return { name, format, lines, top: roundTop(Math.max(least, 1.05 * most(lines))), ...given };
  };
  const one = (pick: (sample: Sample) => Value | undefined) => [line('', pick)];
  return [
    plot(
      msg('Processor'),
      percent,
      one((sample) => sample.cpuUsage),
      { top: 1 },
    ),
    plot(
      msg('Memory'),
      formatSize,
      one((sample) => sample.memoryUsedBytes),
      {
        top: memoryTotalBytes,
        whole: formatSize(memoryTotalBytes),
      },
    ),
    plot(
      msg('First words of an answer'),
      milliseconds,
      [
        line(msg('median'), (sample) => sample.firstSentenceMs),
        line(msg('95 %'), (sample) => sample.firstSentenceP95Ms),
      ],
      { least: 10 },
    ),
    plot(
      msg('Answers per minute'),
      rate,
      one((sample) => (sample.answers * 60) / stepSeconds),
    ),
    plot(
      msg('Open connections'),
      formatCount,
      one((sample) => sample.openSockets),
      { least: 4 },
    ),
    plot(
      msg('Event-loop delay'),
      milliseconds,
      one((sample) => sample.eventLoopDelayMs),
      { least: 50 },
    ),
    plot(
      msg('Memory of the server'),
      formatSize,
      one((sample) => sample.processMemoryBytes),
      {
        least: 256 * 1024 ** 2,
      },
    ),
    plot(
      msg('Disk'),
      formatSize,
      one((sample) => sample.diskUsedBytes),
      {
        top: diskTotalBytes,
        whole: formatSize(diskTotalBytes),
      },
    ),
  ];
}

/** The latest value of a line; null when there is none. */
export function latestOf({ values }: PlotLine): Value {
  return values.findLast((value) => value !== null) ?? null;
}

/** The smallest and the largest value of all lines; undefined when nothing was measured. */
export function boundsOf({ lines }: PlotData): [number, number] | undefined {
  const known = lines.flatMap(({ values }) => values).filter((value) => value !== null);
  return known.length ? [Math.min(...known), Math.max(...known)] : undefined;
}

function most(lines: PlotLine[]): number {
  return Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
}

/** The next 1, 2, 4 or 10 with zeros behind, so that the half is a round figure too; sizes by powers of two. */
function roundTop(value: number): number {
  if (value >= 1024 ** 2) return 2 ** Math.ceil(Math.log2(value));
  const zeros = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 10].find((step) => step * zeros >= value) ?? 20) * zeros;
}
