import { Radio } from '@mantine/core'
import { useId } from 'react'
import classes from './WayChoice.module.css'
import { type Way, wayNames } from './ways.ts'

const words: Record<Way, { label: string; description: string }> = {
  here: { label: 'Plug into this computer', description: 'This browser flashes it' },
  server: {
    label: 'Plug into the server',
    description: 'The server flashes it: releases only, without console and Wi-Fi setup',
  },
  download: {
    label: 'Download and flash yourself',
    description: 'Files, and a command line',
  },
}

/** Where the board is plugged in. */
export function WayChoice({ way, onWay }: { way: Way; onWay: (way: Way) => void }) {
  const id = useId()
  return (
    <Radio.Group
      aria-label="How to flash"
      value={way}
      onChange={(name) => onWay(wayNames.find((each) => each === name) ?? 'here')}
    >
      <div className={classes.cards}>
        {wayNames.map((name) => (
          <Radio.Card
            key={name}
            value={name}
            className={classes.card ?? ''}
            aria-labelledby={`${id}-${name}`}
            aria-describedby={`${id}-${name}-more`}
          >
            <Radio.Indicator mt={2} />
            <span>
              <span className={classes.label} id={`${id}-${name}`}>
                {words[name].label}
              </span>
              <span className={classes.description} id={`${id}-${name}-more`}>
                {words[name].description}
              </span>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
