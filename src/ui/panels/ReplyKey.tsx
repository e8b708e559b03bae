/** A name of these characters needs no isolation: it is read from left to right as all around it. */
const PLAIN = /^[ -~]*$/

interface Props {
  readonly nth: number
  readonly name: string
  /** How often the key has come, this time included. */
  readonly times: number
}

/** One element of a reply as redis-cli prints it; a page brings dozens, so plain ones are one text. */
export function ReplyKey({ nth, name, times }: Props) {
  const again = times > 1
  return (
    <span className={again ? 'reply-key again' : 'reply-key'}>
      {PLAIN.test(name) ? (
        `${nth}) "${name}"`
      ) : (
        <>
          {`${nth}) "`}
          <bdi>{name}</bdi>"
        </>
      )}
      {again && <b>{` ×${times}`}</b>}
    </span>
  )
}
