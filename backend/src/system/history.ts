import type { Snake, SystemHistory } from '@voiceassist/shared/schemas';
import type { OpenDatabase } from '../db.js';
import { SAMPLE_SECONDS } from './sampler.js';

/** Points of a plot: more than these are not told apart on a screen. */
const MOST_POINTS = 360;

type History = Pick<Snake<SystemHistory>, 'from' | 'step_seconds' | 'samples' | 'total'>;

/**
 * What all processes measured in the last hours, in steps of equal length. Sockets, answers and the memory of the
 * processes are sums over the processes; the delay is that of the slowest one, disk and memory in use are those of the
 * fullest computer, and the processors' is the mean.
 */
export async function readHistory({ query }: OpenDatabase, hours: number): Promise<History> {
  const step = Math.ceil((hours * 3600) / MOST_POINTS / SAMPLE_SECONDS) * SAMPLE_SECONDS;
  const { rows } = await query(
    `with recent as (
       select *, date_bin(make_interval(secs => $1::int), at, timestamptz 'epoch') as step
       from system_samples where at > now() - make_interval(hours => $2::int)
     ), each as (
       select step, process, avg(cpu_usage) as cpu, max(memory_used_bytes) as memory,
         max(process_memory_bytes) as process_memory, max(disk_used_bytes) as disk,
         max(event_loop_delay_ms) as delay, max(open_sockets) as sockets,
         sum(answers) as answers, sum(not_found) as not_found
       from recent group by step, process
     ), latency as (
       select step, percentile_cont(array[0.5, 0.95]) within group (order by ms) as ms
       from recent, unnest(first_sentence_ms) as ms group by step
     )
     select step as at, avg(cpu)::float8 as cpu_usage, max(memory) as memory_used_bytes,
       sum(process_memory)::bigint as process_memory_bytes, max(disk) as disk_used_bytes,
       max(delay)::float8 as event_loop_delay_ms, sum(sockets)::int as open_sockets,
       sum(answers)::int as answers, sum(not_found)::int as not_found,
       (select ms[1] from latency where latency.step = each.step) as first_sentence_ms,
       (select ms[2] from latency where latency.step = each.step) as first_sentence_p95_ms,
       count(*)::int as processes
     from each group by step order by step`,
    [step, hours],
  );
  const whole = await query(
    `select coalesce(sum(answers), 0)::int as answers, coalesce(sum(not_found), 0)::int as not_found,
       (select percentile_cont(0.5) within group (order by ms) from system_samples, unnest(first_sentence_ms) as ms
        where at > now() - make_interval(hours => $1::int)) as first_sentence_ms,
       (select percentile_cont(0.95) within group (order by ms) from system_samples, unnest(first_sentence_ms) as ms
        where at > now() - make_interval(hours => $1::int)) as first_sentence_p95_ms
     from system_samples where at > now() - make_interval(hours => $1::int)`,
    [hours],
  );
  const total = whole.rows[0] as unknown as History['total'];
  const samples = rows.map((row) => ({ ...row, at: (row['at'] as Date).toISOString() }));
  const from = new Date(Date.now() - hours * 3_600_000).toISOString();
  return { from, step_seconds: step, total, samples: samples as unknown as History['samples'] };
}
