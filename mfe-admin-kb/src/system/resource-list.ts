import { msg, str } from '@lit/localize';
import type { SystemResources } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { formatSize } from '../format.js';
import { milliseconds, percent } from './plots.js';

/** How the server does now, where it keeps no history to plot. */
export function resourceList(resources: SystemResources): TemplateResult {
  const of = (used: number, total: number) => {
    const [part, whole] = [used, total].map(formatSize);
    return msg(str`${part} of ${whole}`);
  };
  const rows: [string, string][] = [
    [msg('Processor'), percent(resources.cpuUsage)],
    [msg('Memory'), of(resources.memoryUsedBytes, resources.memoryTotalBytes)],
    [msg('Memory of the server'), formatSize(resources.processMemoryBytes)],
    [msg('Disk'), of(resources.diskUsedBytes, resources.diskTotalBytes)],
    [msg('Event-loop delay'), milliseconds(resources.eventLoopDelayMs)],
  ];
  return html`<ul class="now">
      ${rows.map(([name, value]) => html`<li>${name} <b class="num">${value}</b></li>`)}
    </ul>
    <p class="word">${msg('This server keeps no history: these are the figures of this moment.')}</p>`;
}
