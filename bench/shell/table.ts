import type { ShellFigures } from './run.js';

/** Prints the figures for a person. */
export function printShell({ machine, rounds, contenders, mounts, goals }: ShellFigures): void {
  console.log(
    Object.entries(machine)
      .map(([what, value]) => `${what} ${value}`)
      .join(' · '),
  );
  if (contenders.length) {
    console.log(`Medians of ${rounds} rounds.`);
    console.table(
      contenders.map(({ name, load, switches, kept }) => ({
        shell: name,
        'kB over the network': Number((load.received / 1000).toFixed(1)),
        'first page ms': Math.round(load.shown),
        'slow ms': Math.round(load.slowShown),
        'switch CPU ms': Number(switches.cpu.task.toFixed(2)),
        'of it script': Number(switches.cpu.script.toFixed(2)),
        'of it layout': Number(switches.cpu.layout.toFixed(2)),
        'switch ms': Number(switches.shown.toFixed(1)),
        'kept bytes a switch': Math.round(kept),
      })),
    );
  }
  if (mounts.length) console.table(mounts);
  for (const { name, versions } of contenders) {
    const named = Object.entries(versions).map(([what, version]) => `${what} ${version}`);
    if (named.length) console.log(`${name}: ${named.join(', ')}`);
  }
  console.table(goals);
}
