import { Skeleton, Text, UnstyledButton } from '@mantine/core'
import { IconFileUpload, IconFlask, IconUsb } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useDemoOffer } from '../../demo/useDemoOffer.ts'
import { paths } from '../../paths.ts'
import { lazyPart } from '../../ui/lazyPart.ts'
import { pickFirmware } from '../../upload/pickFirmware.ts'
import classes from './Checklist.module.css'
import type { StepName } from './steps.ts'

const SketchSnippet = lazyPart(() => import('../../sketch/SketchSnippet.tsx'), 'SketchSnippet')

interface StepContentProps {
  step: StepName
  onCopied: () => void
}

/** What there is to do at a step. */
export function StepContent({ step, onCopied }: StepContentProps) {
  const demo = useDemoOffer()
  switch (step) {
    case 'upload':
      return (
        <div className={classes.doors}>
          <UnstyledButton className={classes.door} onClick={pickFirmware}>
            <IconFileUpload size={34} stroke={1.4} aria-hidden />
            <b>I have a .bin</b>
            <span>
              Drop it anywhere on this page, or click to choose it. Nothing is sent before you have seen what
              it is.
            </span>
          </UnstyledButton>
          <UnstyledButton component={Link} className={classes.door} to={paths.flash()}>
            <IconUsb size={34} stroke={1.4} aria-hidden />
            <b>I have a board on USB</b>
            <span>
              Flash it from this browser: a .bin from your disk, or everything a blank board needs. It then
              shows what it says while it starts.
            </span>
          </UnstyledButton>
          {demo && (
            <UnstyledButton className={classes.door} onClick={demo.start} disabled={demo.starting}>
              <IconFlask size={34} stroke={1.4} aria-hidden />
              <b>Show me with a demo fleet</b>
              <span>
                Virtual ESP32s poll this server, update themselves, and fail as real ones do. One click
                removes them again.
              </span>
            </UnstyledButton>
          )}
        </div>
      )
    case 'sketch':
    case 'check-in':
      return (
        <Suspense fallback={<Skeleton height={320} />}>
          <SketchSnippet onCopied={onCopied} />
        </Suspense>
      )
    case 'update':
      return (
        <Text size="sm" c="dimmed">
          Change something in your sketch, raise FW_VERSION, export the binary (in the Arduino IDE: Sketch →
          Export Compiled Binary) and drop the .bin here. The board installs it at its next poll, and this
          list ticks its last line.
        </Text>
      )
  }
}
