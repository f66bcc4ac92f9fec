/** What a page leaves for the sign-in page to say. In memory alone: the address and the history stay clean. */
type Arrival = 'password-set';

let left: Arrival | undefined;

/** Leaves word for the sign-in page, which the person is about to see. */
export function leaveArrival(arrival: Arrival): void {
  left = arrival;
}

/** The word that was left, once. */
export function takeArrival(): Arrival | undefined {
  const arrival = left;
  left = undefined;
  return arrival;
}
