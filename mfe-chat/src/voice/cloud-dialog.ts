import { LOCALE_STATUS_EVENT, msg, str } from '@lit/localize';
import { html, render } from 'lit';
import { languageName } from './language-name.js';

/** Asks before a voice leaves the computer, and says exactly what would; resolves with the answer. */
export function askForCloud(root: HTMLElement | DocumentFragment, lang: string): Promise<boolean> {
  let resolve: (isAllowed: boolean) => void = () => undefined;
  const answered = new Promise<boolean>((answer) => (resolve = answer));
  const dialog = document.createElement('dialog');
  const closed = new AbortController();
  const answer = (isAllowed: boolean) => {
    closed.abort();
    dialog.close();
    dialog.remove();
    resolve(isAllowed);
  };
  const refuse = () => answer(false);
  const allow = () => answer(true);
  const show = () => {
    const title = msg('Send your voice to the maker of this browser?');
    render(
      html`
        <h2>${title}</h2>
        <p>
          ${msg('This browser would send your voice to its maker, who writes it down and sends the words back. It cannot do this on this computer.')}
        </p>
        <p>${msg('What leaves this computer, from when you start until you end the dictation:')}</p>
        <ul>
          <li>${msg('the sound that the microphone picks up: your voice, and everybody near you')}</li>
          <li>${msg(str`the language that you speak (${languageName(lang)}), and your network address`)}</li>
        </ul>
        <p>
          ${msg('The sound can hold what patients say. VoiceAssist neither sees nor controls what the maker keeps. Your permission holds for this page only; you are asked again the next time.')}
        </p>
        <div class="row">
          <button type="button" class="btn" @click=${allow}>${msg('Allow on this page')}</button>
          <button type="button" class="btn primary" @click=${refuse}>${msg('Do not send')}</button>
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
    refuse();
  });
  root.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>('.primary')?.focus();
  return answered;
}
