import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './CodeBlock.module.css'
import { useCopy } from './useCopy.ts'

interface CodeBlockProps {
  code: string
  /** What it is, for the copy button: "sketch". */
  label: string
  /** File name above the code. */
  title?: string
  onCopied?: () => void
}

const words = { idle: 'Copy', copied: 'Copied', failed: 'Select it and press Ctrl C' }

/** Code to take away: scrolls when it is long, and copies as a whole. */
export function CodeBlock({ code, label, title, onCopied }: CodeBlockProps) {
  const { state, copy } = useCopy()
  return (
    <figure className={classes.root}>
      <figcaption className={classes.bar}>
        <span className={classes.name}>{title}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={
            state === 'copied' ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={() => {
            copy(code)
            onCopied?.()
          }}
          aria-label={`${words[state]} ${state === 'failed' ? '' : label}`.trim()}
        >
          {words[state]}
        </Button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0}>
        <code>{code}</code>
      </pre>
    </figure>
  )
}
