/** A page that uses the element, as a partner would copy it: a folder of `examples`, with a package.json of its own. */
export interface Example {
  name: string;
  /** Where its page says that it is. */
  port: number;
  /** Where it is built to, when it uses the npm package: such a one is installed, checked by its own type checker, and built. */
  output?: 'dist' | '.next';
}

/** All of them, in the order of their ports. */
export const EXAMPLES: readonly Example[] = [
  { name: 'plain', port: 5175 },
  { name: 'react', port: 5176, output: 'dist' },
  { name: 'next', port: 5177, output: '.next' },
  { name: 'vue', port: 5178, output: 'dist' },
  { name: 'angular', port: 5179, output: 'dist' },
  { name: 'svelte', port: 5180, output: 'dist' },
  { name: 'hostile', port: 5181 },
  { name: 'frame', port: 5182 },
];

/** Names of examples, separated by spaces, that a test is to start. */
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

/** What the environment chooses; all of them where it does not. */
export function chosenExamples(env: NodeJS.ProcessEnv = process.env): readonly Example[] {
  const given = env[CHOICE];
  return given ? examplesNamed(given.split(' ')) : EXAMPLES;
}

/** The address that the page of an example has. */
export const pageOf = ({ port }: Example): string => `http://localhost:${port}`;
