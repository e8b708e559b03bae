import { loadTexts } from '../../src/i18n/prepare.ts'

// The page loads a language before it speaks it; so do the tests.
await loadTexts('zh')
