import type { CheckInRecord, Registry } from '@cyberdeck-ota/schema'
import { Button, VisuallyHidden } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { Panel } from '../../ui/Panel.tsx'
import classes from './Checklist.module.css'
import { StepContent } from './StepContent.tsx'
import { type StepName, steps } from './steps.ts'

interface ChecklistProps {
  registry: Registry
  checkIns: CheckInRecord[]
}

const names: Record<StepName, string> = {
  upload: 'Upload a build',
  sketch: 'Paste the sketch',
  'check-in': 'First check-in',
  update: 'First update',
}

/** The way from an empty server to a board that updates itself; ticks itself, and is gone once it is done. */
export function Checklist({ registry, checkIns }: ChecklistProps) {
  const [memory, setMemory] = useLocalStorage({
    key: 'cyberdeck-checklist',
    defaultValue: { copied: false, hidden: false },
    getInitialValueInEffect: false,
  })
  const list = steps({ registry, checkIns, copied: memory.copied })
  const current = list.find(({ done }) => !done)
  const [wasDone] = useState(current === undefined)
  if (memory.hidden || wasDone) return null

  const hide = (
    <Button size="xs" variant="subtle" color="gray" onClick={() => setMemory({ ...memory, hidden: true })}>
      {current ? 'I know my way' : 'Done'}
    </Button>
  )
  return (
    <Panel
      title={current ? 'Get the first board updating' : 'Your board updates itself now'}
      description={
        current
          ? undefined
          : 'Upload a build with a higher version whenever you like; it gets there by itself.'
      }
      actions={current?.name !== 'upload' && hide}
    >
      <ol className={classes.steps}>
        {list.map(({ name, done }, index) => (
          <li
            key={name}
            className={classes.step}
            data-done={done}
            aria-current={name === current?.name ? 'step' : undefined}
          >
            <span className={classes.tick} aria-hidden>
              {done ? <IconCheck size={14} stroke={2.4} /> : index + 1}
            </span>
            <span>
              {names[name]}
              <VisuallyHidden component="span">{done ? ', done' : ', to do'}</VisuallyHidden>
            </span>
          </li>
        ))}
      </ol>
      {current && <StepContent step={current.name} onCopied={() => setMemory({ ...memory, copied: true })} />}
    </Panel>
  )
}
