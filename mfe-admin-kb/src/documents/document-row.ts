import { msg, str } from '@lit/localize';
import type { KbDocument } from '@voiceassist/shared/schemas';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { documentFailure } from './document-failure.js';
import { documentStatus } from './document-status.js';
import type { MenuSelectEvent } from '../events.js';
import { formatCount, formatDay, formatSize, isolated } from '../format.js';
import { passages } from '../quantities.js';
import type { OptionalColumn } from './remembered-table.js';
import type { MenuItem } from '../row-menu.js';
import { sourceTypeName, specialtyName } from '../vocabulary.js';

/** A document in its place in the list. */
interface DocumentRow {
  document: KbDocument;
  /** Its place among all of them, from 0. */
  index: number;
  isSelected: boolean;
  shows: (column: OptionalColumn) => boolean;
  /** What its menu offers. */
  actions: readonly MenuItem[];
}

/** What a person does in a row; which one it is says `data-id` of what was pressed. */
interface RowHandlers {
  onPick: (event: MouseEvent) => void;
  onPickKey: (event: KeyboardEvent) => void;
  onMenuSelect: (event: MenuSelectEvent) => void;
  onFix: (event: Event) => void;
}

/** The row of a document, and below it why it could not be read. */
export function documentRow(
  { document, index, isSelected, shows, actions }: DocumentRow,
  { onPick, onPickKey, onMenuSelect, onFix }: RowHandlers,
): TemplateResult {
  const { id, title, filename, sourceType, specialty, status, chunkCount, sizeBytes } = document;
  const updated = document.updatedAt ?? document.createdAt;
  return html`<tr role="row" aria-rowindex=${index + 2} class="${status} ${isSelected ? 'selected' : ''}">
      <td role="cell" class="pick">
        <label
          ><input
            type="checkbox"
            data-id=${id}
            aria-label=${msg(str`Select ${isolated(title)}`)}
            .checked=${live(isSelected)}
            @click=${onPick}
            @keydown=${onPickKey}
        /></label>
      </td>
      <th role="rowheader" scope="row">
        <a href="/admin/kb/documents/${encodeURIComponent(id)}"><bdi>${title}</bdi></a
        ><small><bdi>${filename}</bdi></small>
      </th>
      ${
        shows('source_type')
          ? html`<td role="cell" class="type">
              ${sourceTypeName(sourceType)}<small>${specialtyName(specialty)}</small>
            </td>`
          : nothing
      }
      <td role="cell" class="state">${documentStatus(document)}</td>
      ${
        shows('chunk_count')
          ? html`<td role="cell" class="r passages ${chunkCount ? '' : 'none'}">
              ${
                chunkCount
                  ? html`<span class="figure">${formatCount(chunkCount)}</span>
                      <span class="words">${passages(chunkCount)}</span>`
                  : '–'
              }
            </td>`
          : nothing
      }
      ${shows('size_bytes') ? html`<td role="cell" class="r size">${sizeBytes ? formatSize(sizeBytes) : '–'}</td>` : nothing}
      ${
        shows('updated_at')
          ? html`<td role="cell" class="day">
              ${updated && html`<time datetime=${updated}>${formatDay(new Date(updated))}</time>`}
            </td>`
          : nothing
      }
      <td role="cell" class="act">
        <va-row-menu
          data-id=${id}
          label=${msg(str`More actions for ${isolated(title)}`)}
          .items=${actions}
          @va-menu-select=${onMenuSelect}
        ></va-row-menu>
      </td>
    </tr>
    ${status === 'failed' ? documentFailure(document, onFix) : nothing}`;
}
