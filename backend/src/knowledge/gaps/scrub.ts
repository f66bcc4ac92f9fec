/** What stands in the place of something that could name a person. */
const LEFT_OUT = '…';

const TITLES = '[Mm]rs?|MRS?|[Mm]s|[Mm]iss|[Mm]x|[Dd]r|[Pp]rof|[Ss]ir|[Hh]errn?|[Ff]rau|Hr|Fr';

/** Patterns of what names a person or a place in a record, the longest first. */
const PERSONAL: RegExp[] = [
  // E-mail and web addresses.
  /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /\b(?:https?:\/\/|www\.)\S+/gi,
  // Days: 3/4/1962, 1962-04-03, 3.4.62, 3 April 1962, April 3, 1962.
  /\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b/g,
  /\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\p{L}*\.?,?\s+\d{2,4}\b/giu,
  /\b(?:jan|feb|m[aä]r|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b/giu,
  // A word for a number in a record, and the number.
  /\b(?:mrn|nhs|ssn|pid|case|record|patient|hospital|bed|room|ward)\s*(?:no\.?|number|id|nr\.?|#)?\s*[:#]?\s*[\p{L}-]{0,3}\d[\p{L}\d/-]{2,}\b/giu,
  // Telephone numbers and other long ones, in groups or not.
  /(?:\+|\b)\d(?:[ ()/-]{0,2}\d){6,}\b/g,
  /\b(?=[\p{L}\d-]*\d{3})(?=[\p{L}\d-]*\p{L})[\p{L}\d]+(?:-[\p{L}\d]+)*\d{3,}\b/gu,
];

/** "Mrs Miller", "named John Smith", "patient Anna Berg": a name is what is written large there. */
const NAMES = new RegExp(
  `\\b((?:${TITLES}|[Nn]amed|[Nn]ame is|namens|hei(?:ß|ss)t|[Pp]atient(?:in)?)\\.?)((?:\\s+(?:v[ao]n|de[rn]?|zu))*(?:\\s+\\p{Lu}[\\p{L}'’.-]*){1,3})`,
  'gu',
);

const TITLE = new RegExp(`^(?:${TITLES})\\.?$`, 'u');

/** People above this age are few: it names them nearly as well as a birthday. */
const OLDEST = 89;

/**
 * A question without what could name a person: addresses, days, long numbers, ages over 89, and names where something
 * says that they are some. What it asks stays. No rule finds every name; who may read the rest is limited too.
 */
export function scrub(question: string): string {
  let text = question.replace(/\s+/g, ' ').trim();
  for (const pattern of PERSONAL) text = text.replace(pattern, LEFT_OUT);
  text = text.replace(NAMES, (_, word: string) => (TITLE.test(word) ? LEFT_OUT : `${word} ${LEFT_OUT}`));
  // A word for a birthday says nothing without one, and would be missed in every document.
  text = text.replace(/\b(?:born|dob|geb(?:oren)?)\b\.?:?\s*(?:on|am)?\s*…/gi, LEFT_OUT);
  text = text.replace(/\b(\d{2,3})(?=[\s-]*(?:years?|yrs?|yo|y\/o|-year|jahre|jährig))/gi, (age) =>
    Number(age) > OLDEST ? `over ${OLDEST}` : age,
  );
  return text.replace(/…(?:\s*…)+/g, LEFT_OUT);
}
