import { ContextProvider } from '@lit/context';
import { fixture, html } from '@open-wc/testing';
import { apiContext, define, tokens, type Api } from '@voiceassist/shared';
import { LitElement } from 'lit';

class AnyApiProvider extends LitElement {
  readonly provider = new ContextProvider(this, { context: apiContext });

  protected override createRenderRoot(): this {
    return this;
  }
}

/** A page as in the portal: with the API of a fake server, and the design's tokens. */
export async function openWithApi<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  api: unknown,
): Promise<HTMLElementTagNameMap[Tag]> {
  define('test-any-api', AnyApiProvider);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const host = await fixture<AnyApiProvider>(html`<test-any-api></test-any-api>`);
  host.provider.setValue(api as Api);
  const page = document.createElement(tag);
  host.append(page);
  return page;
}
