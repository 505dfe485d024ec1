import { findProduct, listOf, publishBuild } from '@cyberdeck-ota/core'
import { Alert, Button } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../api/queries.ts'
import { reachOf, reachSentence } from '../fleet/reach.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { CandidateFacts } from './CandidateFacts.tsx'
import type { Candidate } from './candidate.ts'
import { DraftFields } from './DraftFields.tsx'
import { judgeUpload, publishRequest } from './judgeUpload.ts'
import { PartsField } from './PartsField.tsx'
import type { PartFiles } from './partFiles.ts'
import classes from './ReadyStep.module.css'
import { TwinNotice } from './TwinNotice.tsx'
import type { Draft } from './uploadState.ts'
import { uploads } from './uploadStore.ts'
import { useVersionInBytes } from './useVersionInBytes.ts'
import { WarningList } from './WarningList.tsx'

interface ReadyStepProps {
  id: number
  draft: Draft
  parts: PartFiles
  candidate: Candidate
}

/** Everything that is known and asked before an upload is sent. */
export function ReadyStep({ id, draft, parts, candidate }: ReadyStepProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const versionInBytes = useVersionInBytes(candidate, draft.version)
  const judgement = judgeUpload({ registry, candidate, draft, parts, versionInBytes })
  const { version, product, channel } = draft
  const change = publishBuild({ ...publishRequest(candidate, draft), publish: channel })
  const reach =
    judgement.againstPublishing === null
      ? reachOf(change, registry, server.fleet.running, product, channel)
      : null
  return (
    <>
      <CandidateFacts candidate={candidate} />
      <TwinNotice registry={registry} sha256={candidate.sha256} />
      <DraftFields
        draft={draft}
        judgement={judgement}
        products={Object.keys(registry.products)}
        product={findProduct(registry, product)}
        chip={candidate.image.chip}
        onEdit={(changes) => uploads.edit(id, changes)}
      />
      <PartsField
        id={id}
        candidate={candidate}
        parts={parts}
        problem={judgement.parts}
        gains={judgement.gains}
        version={version}
      />
      {judgement.refusal && (
        <Alert color="red" role="alert" icon={<IconBan size={18} aria-hidden />}>
          {judgement.refusal}
        </Alert>
      )}
      <WarningList warnings={judgement.warnings} />
      {judgement.behind.length > 0 && (
        <p className={classes.reach}>
          {version} has no build for {listOf(judgement.behind)} yet: once published, their devices keep what
          they run until it has.
        </p>
      )}
      {reach && <p className={classes.reach}>{reachSentence(reach)}</p>}
      <div className={classes.actions}>
        <DisabledReason reason={judgement.againstSaving}>
          <Button variant="default" onClick={() => uploads.submit(id, 'none')}>
            Save
          </Button>
        </DisabledReason>
        <DisabledReason reason={judgement.againstPublishing}>
          <Button onClick={() => uploads.submit(id, channel)}>
            {version ? `Save and publish ${version} to ${channel}` : 'Save and publish'}
          </Button>
        </DisabledReason>
      </div>
    </>
  )
}
