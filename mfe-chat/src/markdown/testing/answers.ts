/** Answers as they are written: at no moment may one show anything that it does not say in the end. */
export const ANSWERS: Record<string, string> = {
  'emphasis and citations':
    'Give adrenaline **500 micrograms** *intramuscularly* at once.[1] Do ~~not~~ wait [1, 2].\n\nThen `call` for help!\n',
  'emphasis in emphasis':
    'Start **now, and *never* later**, then ***stop***. See snake_case_words and 2 * 3.\n',
  'headings and rules': '## Dose\n\nText\n\n---\n\n### Next\n\nMore text.\n',
  'an underlined heading': 'Before.\n\nDose\n====\n\nText\n',
  'lists in lists':
    '- one **bold**\n- two\n  - inner [link](https://example.org/a_(b))\n  - last\n\n1. first\n2. second\n',
  tasks: '- [ ] open\n- [x] done\n',
  quotations: '> Quoted **words**\n> and more\n\nAfter.\n',
  'a table':
    'Doses:\n\n| Age | Dose | Source |\n|:---|---:|---|\n| 12 years | **500** micrograms | [1] |\n| 6 years | 300 | [2] |\n\nAfter.\n',
  'a table directly behind words': 'Doses:\n| Age | Dose |\n|---|---|\n| 12 | 500 |\n\nAfter.\n',
  'code of many lines': 'Run:\n\n```python\ndef f(x):\n    return `x` * 2\n```\n\nDone.\n',
  links:
    'See [the leaflet](https://example.org/leaflet "Title") and <https://example.org/x> or https://example.org/y now.\n',
  images: 'A picture ![of the heart](https://example.org/heart.png) here.\n',
  references: 'See [the leaflet][leaf] here.\n\n[leaf]: https://example.org/leaflet\n\nThe end.\n',
  formulas:
    'So $CL = \\frac{a}{b}$ and \\(x^2\\):\n\n$$\nx = y_1\n$$\n\nor\n\n\\[\nz\n\\]\n\nfor 5 $ or $20 each.\n',
  entities: 'A &lt; B &amp; C &#65; 5 µg.\n',
  escapes: 'Not \\*emphasis\\* and \\[1\\].\n',
  'signs that are only signs': 'If x < 5 or y > 3 then 2 * 3 = 6 & done. Costs: 5 $, P(A|B).\n',
  footnotes: 'Give it.[^1] Then stop.[^b]\n\nMore.\n\n[^1]: If there is no rash.\n[^b]: After 5 days.\n',
};
