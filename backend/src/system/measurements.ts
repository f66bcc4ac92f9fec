import { statfs } from 'node:fs/promises';
import os from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Snake, SystemResources } from '@voiceassist/shared/schemas';

/** Measures the computer and this process; close it to let the process end. */
export class Measurements {
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  #cpu = cpuTimes();

  constructor() {
    this.#delay.enable();
  }

  close(): void {
    this.#delay.disable();
  }

  /** What there is now; processor use and delays are those since the last call. */
  async take(dataDir: string): Promise<Snake<SystemResources>> {
    const disk = await statfs(dataDir);
    const before = this.#cpu;
    this.#cpu = cpuTimes();
    const total = this.#cpu.total - before.total;
    const delay = Number.isFinite(this.#delay.mean) ? this.#delay.mean / 1e6 : 0;
    this.#delay.reset();
    return {
      cpu_count: os.cpus().length,
      cpu_usage: total > 0 ? Math.min(1, Math.max(0, 1 - (this.#cpu.idle - before.idle) / total)) : 0,
      load_average: os.loadavg(),
      memory_total_bytes: os.totalmem(),
      memory_used_bytes: os.totalmem() - os.freemem(),
      process_memory_bytes: process.memoryUsage.rss(),
      disk_total_bytes: disk.blocks * disk.bsize,
      disk_used_bytes: (disk.blocks - disk.bfree) * disk.bsize,
      event_loop_delay_ms: delay,
      uptime_seconds: process.uptime(),
      timestamp: new Date().toISOString(),
    };
  }
}

function cpuTimes(): { idle: number; total: number } {
  const times = os.cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, { idle }) => sum + idle, 0);
  const total = times.reduce(
    (sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq,
    0,
  );
  return { idle, total };
}
