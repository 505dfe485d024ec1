import type { ConsoleView } from '@cyberdeck-ota/flasher'
import { Button, Switch, TextInput } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { saveText } from '../../ui/saveText.ts'
import { useCopy } from '../../ui/useCopy.ts'
import { wordsOf } from '../../ui/words.ts'
import classes from './Console.module.css'
import { ConsoleLog } from './ConsoleLog.tsx'
import { consoleFileName, consoleText } from './consoleText.ts'

interface ConsoleProps {
  view: ConsoleView
  /** Of the board; null where it is not known. */
  mac: string | null
  /** Why the board cannot be reset now; null when it can. */
  noReset: string | null
  onReset: () => void
}

const copyWords = { idle: 'Copy', copied: 'Copied', failed: 'The browser did not allow copying' }

/** What a board says, and what can be done with it. */
export function Console({ view, mac, noReset, onReset }: ConsoleProps) {
  const [timestamps, setTimestamps] = useState(true)
  const [query, setQuery] = useState('')
  const { state, copy } = useCopy()
  const { lines, dropped, unfinished } = view
  const nothing = lines.length === 0 && !unfinished ? 'The board has said nothing yet' : null
  const download = () => {
    const now = Date.now()
    saveText(consoleFileName(mac, now), consoleText(view, now))
  }
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <TextInput
          className={classes.find}
          size="xs"
          type="search"
          aria-label="Show only lines with"
          placeholder="Show only lines with…"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
        />
        <Switch
          size="xs"
          label="Times"
          checked={timestamps}
          onChange={(event) => setTimestamps(event.currentTarget.checked)}
        />
        <div className={classes.buttons}>
          <DisabledReason reason={noReset}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={onReset}
            >
              Reset the board
            </Button>
          </DisabledReason>
          <DisabledReason reason={nothing}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={download}
            >
              Download log
            </Button>
          </DisabledReason>
          <DisabledReason reason={nothing}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={
                state === 'copied' ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
              }
              onClick={() => copy(consoleText(view, timestamps ? Date.now() : null))}
            >
              {copyWords[state]}
            </Button>
          </DisabledReason>
        </div>
      </div>
      {dropped > 0 && (
        <p className={classes.dropped}>
          {dropped.toLocaleString('en')} earlier lines were let go: this page keeps the last 10,000 to 20,000.
        </p>
      )}
      <ConsoleLog view={view} timestamps={timestamps} words={wordsOf(query)} />
    </div>
  )
}
