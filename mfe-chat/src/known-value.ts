/** What an attribute may say, or else the first of the values it may have, and a word to whoever wrote the page. */
export function knownValue<const Value extends string>(
  attribute: string,
  given: string,
  known: readonly [Value, ...Value[]],
): Value {
  const found = known.find((value) => value === given);
  if (found !== undefined) return found;
  console.warn(`<va-chat> does not know the ${attribute} "${given}"; it uses ${known[0]}.`);
  return known[0];
}
