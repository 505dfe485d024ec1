import { Alert, Skeleton } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { DoneStep } from './DoneStep.tsx'
import { MergedStep } from './MergedStep.tsx'
import { OverrideStep } from './OverrideStep.tsx'
import { PartStep } from './PartStep.tsx'
import { ReadyStep } from './ReadyStep.tsx'
import { SendingStep, WaitingStep } from './SendingStep.tsx'
import { CancelledStep, FailedStep } from './StoppedStep.tsx'
import type { Upload } from './uploadState.ts'

/** What a file's state lets one see and do. */
export function UploadStep({ upload }: { upload: Upload }) {
  const { id, draft, parts, state } = upload
  switch (state.step) {
    case 'reading':
      return <Skeleton height={96} aria-label="Reading the file" />
    case 'refused':
      return (
        <Alert color="red" role="alert" icon={<IconBan size={18} aria-hidden />}>
          {state.sentence}
        </Alert>
      )
    case 'part':
      return <PartStep id={id} part={state.part} />
    case 'merged':
      return <MergedStep id={id} app={state.app} />
    case 'needs-override':
      return <OverrideStep id={id} override={state.override} candidate={state.candidate} />
    case 'ready':
      return <ReadyStep id={id} draft={draft} parts={parts} candidate={state.candidate} />
    case 'waiting':
      return <WaitingStep id={id} />
    case 'sending':
      return <SendingStep id={id} state={state} />
    case 'done':
      return <DoneStep product={draft.product} result={state.result} />
    case 'failed':
      return <FailedStep id={id} publish={state.publish} problem={state.problem} />
    case 'cancelled':
      return <CancelledStep id={id} publish={state.publish} whole={state.whole} />
  }
}
