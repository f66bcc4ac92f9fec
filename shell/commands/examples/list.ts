/** A page that uses the element, as a partner would copy it: a folder of `examples`, with a package.json of its own. */
export interface Example {
  name: string;
  /** Where its page says that it is. */
  port: number;
  /** It uses the npm package: it is installed, checked by its own type checker, and built. */
  isBuilt: boolean;
}

/** All of them, in the order of their ports. `npm test` starts those that nothing is installed for; the script starts all. */
export const EXAMPLES: readonly Example[] = [
  { name: 'plain', port: 5175, isBuilt: false },
  { name: 'react', port: 5176, isBuilt: true },
  { name: 'vue', port: 5178, isBuilt: true },
  { name: 'svelte', port: 5180, isBuilt: true },
  { name: 'hostile', port: 5181, isBuilt: false },
  { name: 'frame', port: 5182, isBuilt: false },
];

/** Names of examples, separated by spaces, that a test is to start; all of them by `all`. */
export const CHOICE = 'EXAMPLES';

/** The examples of these names; throws where one is none. */
export function examplesNamed(names: readonly string[]): Example[] {
  const unknown = names.filter((name) => !EXAMPLES.some((each) => each.name === name));
  if (unknown.length > 0) {
    const known = EXAMPLES.map(({ name }) => name).join(', ');
    throw new Error(`No example is called ${unknown.join(', ')}. There are ${known}.`);
  }
  return EXAMPLES.filter(({ name }) => names.includes(name));
}

/** What the environment chooses; those that nothing is installed for where it does not. */
export function chosenExamples(env: NodeJS.ProcessEnv = process.env): readonly Example[] {
  const given = env[CHOICE];
  if (!given) return EXAMPLES.filter(({ isBuilt }) => !isBuilt);
  return given === 'all' ? EXAMPLES : examplesNamed(given.split(' '));
}

/** The address that the page of an example has. */
export const pageOf = ({ port }: Example): string => `http://localhost:${port}`;
