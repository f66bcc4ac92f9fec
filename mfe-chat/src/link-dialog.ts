import { LOCALE_STATUS_EVENT, msg, str } from '@lit/localize';
import { html, render } from 'lit';

/** Asks before a link that is not a source leaves the page, and names where it leads. */
export function confirmLink(root: HTMLElement | DocumentFragment, link: HTMLAnchorElement): void {
  const dialog = document.createElement('dialog');
  const closed = new AbortController();
  const close = () => {
    closed.abort();
    dialog.close();
    dialog.remove();
    link.focus();
  };
  const open = () => {
    close();
    window.open(link.href, '_blank', 'noopener,noreferrer');
  };
  const show = () => {
    const title = question(new URL(link.href));
    render(
      html`
        <h2>${title}</h2>
        <p>${msg('This link is not one of the sources of the answer. Nobody has checked it.')}</p>
        <p class="address" dir="ltr">${link.href}</p>
        <div class="row">
          <button class="btn" @click=${open}>${msg('Open link')}</button>
          <button class="btn primary" @click=${close}>${msg('Stay')}</button>
        </div>
      `,
      dialog,
    );
    dialog.setAttribute('aria-label', title);
  };
  show();
  window.addEventListener(LOCALE_STATUS_EVENT, show, { signal: closed.signal });
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  root.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>('.primary')?.focus();
}

function question({ host, protocol }: URL): string {
  return protocol === 'mailto:' ? msg('Leave for your mail program?') : msg(str`Leave for ${host}?`);
}
