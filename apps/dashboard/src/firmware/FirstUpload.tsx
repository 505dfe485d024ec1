import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { pickFirmware } from '../upload/pickFirmware.ts'
import classes from './FirstUpload.module.css'

/** Where the tools put the file that is wanted here. Arduino IDE 2, PlatformIO 6, ESP-IDF 5. */
const places = [
  {
    tool: 'Arduino IDE',
    how: 'Sketch › Export Compiled Binary, then in the sketch’s folder',
    file: 'build/…/<sketch>.ino.bin',
  },
  { tool: 'PlatformIO', how: 'after pio run', file: '.pio/build/<env>/firmware.bin' },
  { tool: 'ESP-IDF', how: 'after idf.py build', file: 'build/<project>.bin' },
]

/** The page before the first upload: what to drop and where to find it. */
export function FirstUpload() {
  return (
    <section className={classes.root} aria-labelledby="first-upload">
      <IconFileUpload size={36} stroke={1.4} aria-hidden className={classes.icon} />
      <h2 id="first-upload" className={classes.title}>
        Drop your app’s .bin here
      </h2>
      <p className={classes.text}>It is read and explained here first; nothing is sent until you say so.</p>
      <Button onClick={pickFirmware} mt="md">
        Choose a file
      </Button>
      <dl className={classes.places}>
        {places.map(({ tool, how, file }) => (
          <div key={tool}>
            <dt>{tool}</dt>
            <dd>
              <span>{how}</span>
              <code>{file}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.text}>
        Not the bootloader or partitions file beside it. A merged or factory file is fine: the app is taken
        out of it.
      </p>
    </section>
  )
}
