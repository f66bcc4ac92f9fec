import { writeHistory, type PastMessage } from '../answer.js';
import { noteData, pastMessages } from '../pages/place.js';

/** The messages of before, as a page would give them to a chat. */
export function history(): PastMessage[] {
  const messages = writeHistory(pastMessages);
  if (messages.length) noteData();
  return messages;
}
