export { m } from './paraglide/messages.js'
export { locales, type Locale } from './paraglide/runtime.js'
