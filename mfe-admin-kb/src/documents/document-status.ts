import { msg } from '@lit/localize';
import { icon, type IconName } from '@voiceassist/shared';
import type { DocumentStatus, KbDocument } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { formatCount } from '../format.js';

const LOOK: Record<DocumentStatus, { word: () => string; shape: IconName; tone: string }> = {
  queued: { word: () => msg('Queued'), shape: 'clock', tone: 'idle' },
  parsing: { word: () => msg('Reading'), shape: 'working', tone: 'work' },
  indexing: { word: () => msg('Indexing'), shape: 'working', tone: 'work' },
  ready: { word: () => msg('Ready'), shape: 'check', tone: 'ok' },
  failed: { word: () => msg('Failed'), shape: 'error', tone: 'bad' },
};

/** A document's status as shape and word, with the passages indexed so far. */
export function documentStatus({ status, chunkCount }: KbDocument): TemplateResult {
  const { word, shape, tone } = LOOK[status];
  const count =
    status === 'indexing' && chunkCount > 0 ? html`<span class="q">${formatCount(chunkCount)}</span>` : '';
  return html`<span class="tag ${tone}">${icon(shape, 's')}${word()}${count}</span>`;
}
