import { msg, str } from '@lit/localize';
import type { DocumentDetail } from '@voiceassist/shared/schemas';
import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatMoment, formatSize, isolated } from '../format.js';
import { sourceTypeName, specialtyName } from '../vocabulary.js';

/** What a document is, as pairs of terms and words. */
export function documentFacts(detail: DocumentDetail): TemplateResult {
  const facts: [string, string | TemplateResult][] = [
    [msg('Type'), sourceTypeName(detail.sourceType)],
    [msg('Specialty'), specialtyName(detail.specialty)],
    [msg('File'), html`<bdi>${detail.filename}</bdi>, ${formatSize(detail.sizeBytes)}`],
    [msg('Passages'), formatCount(detail.chunkCount)],
    [msg('Version'), versionWords(detail)],
    [msg('Uploaded by'), detail.uploader ?? '–'],
    [msg('Updated'), moment(detail.updatedAt)],
    ['SHA-256', html`<code>${detail.sha256 ?? '–'}</code>`],
  ];
  return html`<dl>
    ${facts.map(
      ([term, words]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${words}</dd>
        </div>`,
    )}
  </dl>`;
}

function versionWords({ version, indexedVersion }: DocumentDetail): string {
  if (!indexedVersion) return msg(str`${version}, not in use yet`);
  return indexedVersion === version
    ? String(version)
    : msg(str`${version}; answers are made from version ${indexedVersion}`);
}

/** When each stage of the latest indexing began. */
export function documentStages(detail: DocumentDetail): TemplateResult {
  const end = detail.status === 'failed' ? msg('Failed') : msg('Ready');
  const stages: [string, string | null | undefined][] = [
    [msg('Queued'), detail.queuedAt],
    [msg('Reading'), detail.parsingAt],
    [msg('Indexing'), detail.indexingAt],
    [end, detail.finishedAt],
  ];
  return html`<ol class="stages" aria-label=${msg('Stages')}>
    ${stages.map(
      ([word, at]) => html`<li class=${at ? 'done' : ''}><b>${word}</b><span>${moment(at)}</span></li>`,
    )}
  </ol>`;
}

/** Every version of a document with its file. */
export function documentVersions(
  { versions, title }: DocumentDetail,
  onDownload: (event: Event) => void,
): TemplateResult {
  return html`<div class="scroll" role="group" tabindex="0" aria-label=${msg('Table of versions')}>
    <table aria-label=${msg('Versions')}>
      <thead>
        <tr>
          <th scope="col">${msg('Version')}</th>
          <th scope="col">${msg('File')}</th>
          <th scope="col">${msg('Size')}</th>
          <th scope="col">${msg('Uploaded by')}</th>
          <th scope="col">${msg('Uploaded')}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${versions.map(
          ({ version, filename, sizeBytes, uploader, createdAt, isReadable }) =>
            html`<tr>
              <th scope="row">
                ${version}${isReadable ? nothing : html`<small>${msg('could not be read')}</small>`}
              </th>
              <td><bdi>${filename}</bdi></td>
              <td>${formatSize(sizeBytes)}</td>
              <td>${uploader ?? '–'}</td>
              <td>${moment(createdAt)}</td>
              <td>
                <button
                  type="button"
                  class="btn sm"
                  value=${version}
                  data-filename=${filename}
                  aria-label=${msg(str`Download version ${version} of ${isolated(title)}`)}
                  @click=${onDownload}
                >
                  ${msg('Download')}
                </button>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function moment(at: string | null | undefined): TemplateResult | string {
  return at ? html`<time datetime=${at}>${formatMoment(new Date(at))}</time>` : '–';
}
