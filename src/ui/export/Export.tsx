import '../css/export.css'
import { useMemo, useState } from 'react'
import { storyIn } from '../../app/guests.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { branchName, currentBranch, isClusterTrace } from '../../trace/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Dialog } from '../controls/Dialog.tsx'
import { workStory, workTitle } from '../workTitle.ts'
import { FilmPart } from './FilmPart.tsx'
import { JobBar } from './JobBar.tsx'
import { pngMaker, svgMaker } from './makers.ts'
import { Scale } from './Scale.tsx'
import type { Shooting } from './studio.tsx'
import { schemaAddress } from '../schemaAddress.ts'
import { useJob, type Run } from './useJob.ts'

/** The stage as it is on the page; a guess where there is none. */
function stageWindow() {
  const stage = document.getElementById('stage')
  return { width: stage?.clientWidth ?? 760, height: stage?.clientHeight ?? 460 }
}

/** What is shown, as it is to be drawn. */
function useShooting(): Shooting {
  const { locale } = useText()
  const stores = useStores()
  const trace = usePlayer((player) => player.trace)
  const id = usePlayer((player) => player.scenarioId)
  return useMemo(() => {
    const [title, story] = [workTitle(id, locale), workStory(id, locale)]
    return { stores, trace, title, story, window: stageWindow() }
  }, [stores, trace, id, locale])
}

interface Props {
  readonly onClose: () => void
  /** Shows the storyboard, where there is one. */
  readonly onBoard?: (() => void) | undefined
}

/** Pictures, films, sheets and texts of what is on the screen. */
export function Export({ onClose, onBoard }: Props) {
  const text = useText()
  const shooting = useShooting()
  const { job, run, cancel } = useJob()
  const id = usePlayer((player) => player.scenarioId)
  const tree = usePlayer(({ history }) => history.present.tree)
  const moment = usePlayer((player) => player.moment)
  const name = `scanscope-${storyIn(id)}`
  const isBusy = job.kind === 'running'
  const what = isClusterTrace(shooting.trace) ? m.exportWhatCluster : m.exportWhat
  return (
    <Dialog title={m.export({}, text)} onClose={onClose}>
      <p className="muted">
        {what(
          {
            scenario: shooting.title,
            branch: branchName(tree.current),
            moment: number(moment, text.locale),
          },
          text,
        )}
      </p>
      <fieldset className="export" disabled={isBusy}>
        <Still {...{ shooting, moment, run }} name={`${name}-${moment}`} />
        <FilmPart {...{ shooting, moment, run, name }} />
        {onBoard !== undefined && <Paper onBoard={onBoard} />}
        <Texts {...{ shooting, run, name }} />
      </fieldset>
      <JobBar job={job} onCancel={cancel} />
    </Dialog>
  )
}

interface PartProps {
  readonly shooting: Shooting
  /** The beginning of the file's name. */
  readonly name: string
  readonly run: Run
}

function Still({ shooting, name, run, moment }: PartProps & { readonly moment: number }) {
  const text = useText()
  const [scale, setScale] = useState(2)
  return (
    <section className="export-part">
      <h3>{m.exportMoment({}, text)}</h3>
      <div className="export-row">
        <button
          type="button"
          onClick={() => {
            void run(`${name}.svg`, svgMaker(shooting, moment))
          }}
        >
          {m.exportSave({ format: 'SVG' }, text)}
        </button>
        <button
          type="button"
          onClick={() => {
            void run(`${name}.png`, pngMaker(shooting, moment, scale))
          }}
        >
          {m.exportSave({ format: 'PNG' }, text)}
        </button>
        <Scale scale={scale} onScale={setScale} />
      </div>
    </section>
  )
}

function Paper({ onBoard }: { readonly onBoard: () => void }) {
  const text = useText()
  return (
    <section className="export-part">
      <h3>{m.exportPaper({}, text)}</h3>
      <p className="fine">{m.exportBoardHint({}, text)}</p>
      <div className="export-row">
        <button type="button" data-command="storyboard" onClick={onBoard}>
          {m.exportBoard({}, text)}
        </button>
      </div>
    </section>
  )
}

function Texts({ shooting: { trace }, name, run }: PartProps) {
  const text = useText()
  const tree = usePlayer(({ history }) => history.present.tree)
  const schema = schemaAddress('trace')
  const hint = isClusterTrace(trace) ? m.exportTextHintCluster : m.exportTextHint
  return (
    <section className="export-part">
      <h3>{m.exportText({}, text)}</h3>
      <p className="fine">
        {hint({}, text)} {schema !== undefined && <a href={schema}>{m.exportSchema({}, text)}</a>}
      </p>
      <div className="export-row">
        <button
          type="button"
          onClick={() => {
            void run(`${name}-trace.json`, async () => {
              const { traceFileOf } = await import('../../export/traceFile.ts')
              return traceFileOf(currentBranch(tree).scenario, trace, schema)
            })
          }}
        >
          {m.exportTrace({}, text)}
        </button>
        <button
          type="button"
          onClick={() => {
            void run(`${name}.txt`, async () => {
              const { transcriptOf } = await import('../../export/transcript.ts')
              return new Blob([transcriptOf(trace, trace.length)], { type: 'text/plain' })
            })
          }}
        >
          {m.exportTranscript({}, text)}
        </button>
      </div>
    </section>
  )
}
