import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { CandidateFacts } from './CandidateFacts.tsx'
import type { Candidate } from './candidate.ts'
import { uploads } from './uploadStore.ts'

const words = {
  'no-descriptor': {
    title: 'This app does not describe itself',
    text: 'ESP-IDF before 3.3, Zephyr and some others write no description. Nothing here can tell its project or version, nor that it is your firmware. A board boots it all the same, so a wrong file would only show on the board.',
    action: 'It is my firmware, use it',
  },
  encrypted: {
    title: 'This payload is encrypted',
    text: 'Nothing in it can be checked, not even its chip. Only firmware that decrypts it by itself (esp_encrypted_img) can install it; Arduino’s updaters are never offered it.',
    action: 'My firmware decrypts it, use it',
  },
}

interface OverrideStepProps {
  id: number
  override: keyof typeof words
  candidate: Candidate
}

/** Something that only the uploader can know, and what follows from saying yes. */
export function OverrideStep({ id, override, candidate }: OverrideStepProps) {
  const { title, text, action } = words[override]
  return (
    <>
      <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />} title={title}>
        <p style={{ margin: 0 }}>{text}</p>
        <Button size="xs" mt="sm" onClick={() => uploads.override(id)}>
          {action}
        </Button>
      </Alert>
      <CandidateFacts candidate={candidate} />
    </>
  )
}
