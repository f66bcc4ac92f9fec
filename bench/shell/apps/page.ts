const ROWS = 200;

/** Said, through all trees, when a page is whole. */
export const SHOWN = 'bench-shown';

/** The same small page for every shell: a heading, and a table whose rows can be chosen. */
export function showPage(place: Element, name: string): void {
  const heading = Object.assign(document.createElement('h1'), { textContent: `Page ${name}` });
  const table = document.createElement('table');
  for (let at = 0; at < ROWS; at += 1) {
    const row = table.insertRow();
    row.insertCell().textContent = `${name} ${at}`;
    const choose = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Choose' });
    choose.addEventListener('click', () => row.toggleAttribute('data-chosen'));
    row.insertCell().append(choose);
  }
  place.replaceChildren(heading, table);
  place.dispatchEvent(new CustomEvent(SHOWN, { detail: name, bubbles: true, composed: true }));
}
