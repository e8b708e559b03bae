import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/**
 * Floor rule: which folders above are forbidden, and which packages are allowed. JSON is data: it
 * imports nothing and stands on no floor.
 */
function imports(foldersAbove, allowedPackages) {
  const above = `^(?!.*\\.json$)(.*/)?(${foldersAbove.join('|')})(/|\\.tsx?$)`
  const foreign = allowedPackages === undefined ? '^[^.]' : `^(?!\\.|${allowedPackages})`
  const packages = allowedPackages ?? 'none'
  return [
    'error',
    {
      patterns: [
        { regex: above, message: 'This folder stands on a higher floor; see ARCHITECTURE.md.' },
        { regex: foreign, message: `Packages allowed on this floor: ${packages}.` },
      ],
    },
  ]
}

const screen = ['app', 'ui', 'main']
const pictures = ['i18n', 'view', 'lessons', ...screen]
const records = ['trace', 'link', 'scenarios', 'decode', 'recording', 'recorder', ...pictures]

const noChance = 'Randomness and clocks come in from outside below floor 4.'

export default defineConfig(
  globalIgnores(['dist', 'src/i18n/paraglide', 'src/i18n/project.inlang']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // The compiler finds unknown names, in the .mjs files too.
      'no-undef': 'off',
      eqeqeq: 'error',
      // A default that hands the rest on is checked by the type of what it is handed to.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['src/ui/**', 'src/main.tsx'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ['src/engine/**'],
    rules: { 'no-restricted-imports': imports(['server', 'cluster', 'machines', ...records]) },
  },
  {
    files: ['src/server/**'],
    rules: { 'no-restricted-imports': imports(['cluster', 'machines', ...records]) },
  },
  {
    files: ['src/cluster/**'],
    rules: { 'no-restricted-imports': imports(['machines', ...records]) },
  },
  { files: ['src/machines/**'], rules: { 'no-restricted-imports': imports(records) } },
  {
    files: ['src/trace/**'],
    rules: { 'no-restricted-imports': imports(['link', ...pictures], 'valibot$') },
  },
  {
    files: ['src/link/**'],
    rules: {
      'no-restricted-imports': imports(['scenarios', ...pictures], '(valibot|fflate)$'),
    },
  },
  {
    files: ['src/recording/**'],
    rules: { 'no-restricted-imports': imports(['recorder', ...pictures], 'valibot$') },
  },
  {
    files: ['src/recorder/**'],
    rules: { 'no-restricted-imports': imports(pictures, '(@redis/client$|node:)') },
  },
  {
    files: ['src/decode/**'],
    rules: {
      'no-restricted-imports': imports(['cluster', 'machines', 'trace', 'scenarios', ...pictures]),
    },
  },
  {
    files: ['src/scenarios/**', 'src/lib.ts'],
    rules: { 'no-restricted-imports': imports(pictures) },
  },
  {
    files: ['src/i18n/**', 'src/view/**'],
    rules: { 'no-restricted-imports': imports(['lessons', ...screen], 'd3(-|$)') },
  },
  {
    files: ['src/worker/**'],
    rules: {
      'no-restricted-imports': imports(['engine', 'server', 'machines', ...records], 'workbox-'),
    },
  },
  { files: ['src/lessons/**'], rules: { 'no-restricted-imports': imports(screen) } },
  {
    files: ['src/**'],
    ignores: ['src/app/**', 'src/ui/**', 'src/main.tsx', 'src/recorder/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: noChance },
        { object: 'Date', property: 'now', message: noChance },
        { object: 'performance', property: 'now', message: noChance },
      ],
      'no-restricted-globals': ['error', { name: 'Date', message: noChance }],
    },
  },
)
