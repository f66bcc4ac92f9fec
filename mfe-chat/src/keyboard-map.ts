import { LOCALE_STATUS_EVENT, msg } from '@lit/localize';
import { html, render, type TemplateResult } from 'lit';

/** Keys that are pressed together; each shortcut has one or more such ways, and words for what it does. */
interface Shortcut {
  readonly ways: readonly (readonly string[])[];
  readonly words: string;
}

function shortcuts(canStop: boolean): Shortcut[] {
  const [alt, enter, escape] = [msg('Alt'), msg('Enter'), msg('Esc')];
  return [
    { ways: [[enter]], words: msg('Send the question') },
    { ways: [[msg('Shift'), enter]], words: msg('Begin a new line') },
    ...(canStop ? [{ ways: [[escape]], words: msg('Stop the answer that is being written') }] : []),
    { ways: [['N'], [alt, '↓']], words: msg('Next source, in the source panel') },
    { ways: [['P'], [alt, '↑']], words: msg('Previous source, in the source panel') },
    { ways: [[escape]], words: msg('Close the preview or the source') },
    { ways: [['?']], words: msg('Show this list') },
  ];
}

function renderWay(keys: readonly string[], at: number): TemplateResult {
  return html`${at ? html` <span>${msg('or')}</span> ` : ''}${keys.map(
    (key, position) => html`${position ? ' + ' : ''}<kbd>${key}</kbd>`,
  )}`;
}

/** Lists the shortcuts; afterwards the focus is where it was. */
export function showKeyboardMap(root: HTMLElement | DocumentFragment, canStop: boolean): void {
  if (root.querySelector('.keyboard-map')) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'keyboard-map';
  const closed = new AbortController();
  const close = () => dialog.close();
  const show = () => {
    render(
      html`
        <h2 tabindex="-1">${msg('Keyboard')}</h2>
        <dl class="keys">
          ${shortcuts(canStop).map(
            ({ ways, words }) =>
              html`<dt>${ways.map(renderWay)}</dt>
                <dd>${words}</dd>`,
          )}
        </dl>
        <div class="row">
          <button class="btn primary" @click=${close}>${msg('Close')}</button>
        </div>
      `,
      dialog,
    );
    dialog.setAttribute('aria-label', msg('Keyboard'));
  };
  show();
  window.addEventListener(LOCALE_STATUS_EVENT, show, { signal: closed.signal });
  dialog.addEventListener('close', () => {
    closed.abort();
    dialog.remove();
  });
  root.append(dialog);
  dialog.showModal();
  // The list is read from its beginning.
  dialog.querySelector('h2')?.focus();
}
