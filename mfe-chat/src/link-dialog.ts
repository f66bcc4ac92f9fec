import { html, render } from 'lit';

/** Asks before a link that is not a source leaves the page, and names where it leads. */
export function confirmLink(root: HTMLElement | DocumentFragment, link: HTMLAnchorElement): void {
  const dialog = document.createElement('dialog');
  const close = () => {
    dialog.close();
    dialog.remove();
    link.focus();
  };
  const open = () => {
    close();
    window.open(link.href, '_blank', 'noopener,noreferrer');
  };
  const { host, protocol } = new URL(link.href);
  const where = protocol === 'mailto:' ? 'your mail program' : host;
  render(
    html`
      <h2>Leave for ${where}?</h2>
      <p>This link is not one of the sources of the answer. Nobody has checked it.</p>
      <div class="row">
        <button class="btn" @click=${open}>Open link</button>
        <button class="btn primary" @click=${close}>Stay</button>
      </div>
    `,
    dialog,
  );
  dialog.setAttribute('aria-label', `Leave for ${where}?`);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  root.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>('.primary')?.focus();
}
