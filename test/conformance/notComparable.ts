import {
  readRecording,
  textFrom,
  whyNotComparable,
  type NotComparable,
} from '../../src/recording/index.ts'

function sentence({ unknown, detail }: NotComparable): string {
  const name = textFrom(detail)
  switch (unknown) {
    case 'version':
      return `no rules are known for the server ${name}`
    case 'start':
      return 'what the server held before the first line is not known'
    case 'others':
      return 'other clients were at work, and their commands are not in the file'
    case 'cron':
      return 'serverCron works on the keyspace between the commands, and nothing tells when'
    case 'config':
      return 'the server did not tell its thresholds'
    case 'command':
      return `the model has no command ${name}`
    case 'clock':
      return `what ${name} does depends on the clock`
    case 'hash':
      return name === ''
        ? 'too few bits of the hashes are known'
        : `the hash of "${name}" is not known (the option --learn of the recorder asks for it)`
  }
}

/**
 * What a file of the recorder cannot be compared for, and how many lines that concerns; null when it
 * can be, or when it is none of the recorder's.
 */
export function notComparable(
  text: string,
): { readonly lines: number; readonly why: string } | null {
  const { recording, fault } = readRecording(text.trimEnd().split('\n'))
  if (recording?.header.recorder === undefined || fault !== null) return null
  const why = whyNotComparable(recording)
  return why === null ? null : { lines: recording.lines.length, why: sentence(why) }
}
