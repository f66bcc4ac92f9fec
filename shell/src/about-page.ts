import { msg } from '@lit/localize';
import { configContext, controls, type Config } from '@voiceassist/shared';
import { consume } from '@lit/context';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ReleaseInformation } from '../release/manifest.js';
import { aboutPageStyles } from './about-page.css.js';

const shortName = (name: string) => name.replace('@voiceassist/', '');

/**
 * What runs in this tab, for whoever is asked about it: the release, its parts, the browser. Nothing of a person.
 * @element va-about-page
 */
export class AboutPage extends LitElement {
  static override styles = [controls, aboutPageStyles];

  @consume({ context: configContext }) @state() private config: Config | undefined;

  @property({ attribute: false }) release: ReleaseInformation | undefined;

  @state() private copied: 'no' | 'yes' | 'failed' = 'no';

  protected override render(): TemplateResult {
    const { id = '', channel } = this.release ?? {};
    return html`
      <h1>${msg('About this portal')}</h1>
      <p class="lead">
        ${msg('What runs in this tab. Copy it into a support request: it holds nothing about you or your patients.')}
      </p>
      <dl>
        <div>
          <dt>${msg('Release')}</dt>
          <dd><code>${id}</code>${channel && channel !== 'live' ? html` · ${channel}` : ''}</dd>
        </div>
        <div>
          <dt>${msg('Environment')}</dt>
          <dd>${this.config?.environment}</dd>
        </div>
        <div>
          <dt>${msg('Browser')}</dt>
          <dd>${browserName()}</dd>
        </div>
      </dl>
      ${this.#renderParts()}
      <div class="actions">
        <button class="btn primary" @click=${this.#onCopy}>${msg('Copy as text')}</button>
        <a
          class="btn"
          href=${this.config ? `${this.config.apiUrl}/api/docs` : nothing}
          target="_blank"
          rel="noreferrer"
          >${msg('Documentation of the API')}</a
        >
        <p role="status">${this.#status()}</p>
      </div>
    `;
  }

  #renderParts(): TemplateResult {
    return html`
      <table>
        <caption>
          ${msg('Parts')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${msg('Part')}</th>
            <th scope="col">${msg('Version')}</th>
            <th scope="col">${msg('Content')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.release?.parts.map(
            ({ name, version, hash }) => html`
              <tr>
                <th scope="row">${shortName(name)}</th>
                <td>${version}</td>
                <td><code>${this.#overrideOf(name) ?? hash}</code></td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  #overrideOf(wanted: string): string | undefined {
    return this.release?.overrides?.find(({ name }) => name === wanted)?.origin;
  }

  #status(): string {
    if (this.copied === 'yes') return msg('Copied.');
    return this.copied === 'failed' ? msg('The browser did not allow it. Select the text and copy it.') : '';
  }

  /** For support, whose language is English. */
  #text(): string {
    const { id = '', channel = 'live', parts = [] } = this.release ?? {};
    return [
      `VoiceAssist release ${id} (${channel}, ${this.config?.environment})`,
      ...parts.map(({ name, version, hash }) => {
        const override = this.#overrideOf(name);
        return `${shortName(name)} ${version} ${hash}${override ? ` overridden by ${override}` : ''}`;
      }),
      navigator.userAgent,
      `Language ${document.documentElement.lang}, window ${innerWidth} × ${innerHeight}`,
      new Date().toISOString(),
    ].join('\n');
  }

  async #onCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#text());
      this.copied = 'yes';
    } catch {
      this.copied = 'failed';
    }
  }
}

/** Name and version where the browser tells them, else all that it says of itself. */
function browserName(): string {
  const { userAgent } = navigator;
  const [, name, version] = /(Firefox|Edg|Chrome|Version)\/([\d]+)/.exec(userAgent) ?? [];
  if (!name || !version) return userAgent;
  return `${{ Edg: 'Edge', Version: 'Safari' }[name] ?? name} ${version}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'va-about-page': AboutPage;
  }
}
