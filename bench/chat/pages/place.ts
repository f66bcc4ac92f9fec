/** Where a contender shows itself: the whole page. */
export const place = document.getElementById('chat') as HTMLElement;

/** How many messages were there before. */
export const pastMessages = Number(new URLSearchParams(location.search).get('history') ?? 0);

/** Says that the messages of before are in the page from now on; showing them is what is measured. */
export function noteData(): void {
  performance.mark('data');
}
