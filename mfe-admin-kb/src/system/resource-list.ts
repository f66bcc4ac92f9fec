import { msg, str } from '@lit/localize';
import type { ResourceFigures } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { formatSize } from '../format.js';
import { milliseconds, percent } from './plots.js';

/** How the server does now, where it keeps no history to plot. */
export function resourceList(resources: ResourceFigures): TemplateResult {
  const of = (used: number, total: number) => {
    const [part, whole] = [used, total].map(formatSize);
    return msg(str`${part} of ${whole}`);
  };
  const { processMemoryBytes, eventLoopDelayMs } = resources;
  const all: [string, string | undefined][] = [
    [msg('Processor'), percent(resources.cpuUsage)],
    [msg('Memory'), of(resources.memoryUsedBytes, resources.memoryTotalBytes)],
    [msg('Memory of the server'), processMemoryBytes ? formatSize(processMemoryBytes) : undefined],
    [msg('Disk'), of(resources.diskUsedBytes, resources.diskTotalBytes)],
    [msg('Event-loop delay'), eventLoopDelayMs === undefined ? undefined : milliseconds(eventLoopDelayMs)],
  ];
  const rows = all.filter(([, value]) => value);
  return html`<ul class="now">
      ${rows.map(([name, value]) => html`<li>${name} <b class="num">${value}</b></li>`)}
    </ul>
    <p class="word">${msg('This server keeps no history: these are the figures of this moment.')}</p>`;
}
