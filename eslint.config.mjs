import { readdirSync } from 'node:fs';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const FRONTENDS = readdirSync(import.meta.dirname).filter((name) => name.startsWith('mfe-'));

/** Arrows of the architecture: what the files of a folder may not import. */
const arrows = (files, patterns) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: patterns.map(([what, message]) =>
          typeof what === 'string' ? { regex: what, message } : { group: what, message },
        ),
      },
    ],
  },
});

const RXJS = ['^rxjs($|/)', 'Import the subset in use from @voiceassist/shared/rxjs.'];
const SINGLE_SPA = [['single-spa'], 'Only shell/src/applications.ts knows single-spa.'];
const FOREIGN = [
  [
    '@voiceassist/mfe-*',
    '@voiceassist/shell',
    '@voiceassist/backend',
    '**/mfe-*/**',
    '**/backend/**',
    '**/examples/**',
  ],
  'Micro-frontends meet only through shared.',
];
const DOM_SHARED = ['^@voiceassist/shared($|/(?!schemas$))', 'The backend imports schemas alone.'];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/.next/**',
      '**/next-env.d.ts',
      '**/.types/**',
      '**/.data/**',
      '**/.portal/**',
      '**/artifacts/**',
      '**/src/locales/**',
    ],
  },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  lit.configs['flat/recommended'],
  wc.configs['flat/recommended'],
  { ...wc.configs['flat/best-practice'] },
  {
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // The package's main.ts registers its elements; a class file never does.
      'wc/file-name-matches-element': 'off',
      'wc/no-exports-with-element': 'off',
      'wc/define-tag-after-class-definition': 'off',
      'wc/max-elements-per-file': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'No HTML from strings: build nodes, or use a Lit template.',
        })),
      ],
      'no-console': ['error', { allow: ['warn'] }],
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions', 'asyncMethods'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  arrows(['shared/**'], [FOREIGN, SINGLE_SPA]),
  ...FRONTENDS.map((name) => arrows([`${name}/src/**`], [FOREIGN, SINGLE_SPA, RXJS])),
  // A clock that a test holds is not in the subset, and not in any bundle.
  ...FRONTENDS.map((name) => arrows([`${name}/src/**/testing/**`], [FOREIGN, SINGLE_SPA])),
  arrows(['shell/src/**'], [FOREIGN, SINGLE_SPA, RXJS]),
  arrows(['shell/src/applications.ts'], [FOREIGN, RXJS]),
  arrows(
    ['backend/src/**'],
    [
      DOM_SHARED,
      [
        ['@voiceassist/mfe-*', '@voiceassist/shell', '**/mfe-*/**', '**/shell/**'],
        'The backend knows no page.',
      ],
    ],
  ),
  {
    files: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // chai's assertions are properties.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: [
      'shell/commands/**',
      'e2e/**',
      'bench/**',
      'backend/demo/**',
      'backend/src/main.ts',
      'examples/plain/**',
    ],
    rules: { 'no-console': 'off' },
  },
);
