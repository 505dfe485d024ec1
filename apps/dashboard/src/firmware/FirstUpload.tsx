import { Button, Group } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
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
      <Group justify="center" gap="sm" mt="md">
        <Button onClick={pickFirmware}>Choose a file</Button>
        <Button component={Link} to={paths.flash()} variant="default">
          I have a board on USB
        </Button>
      </Group>
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
        Drop the bootloader and partitions files beside it along with it, and blank boards can be flashed from
        it too. A merged or factory file is fine as well: the app is taken out of it.
      </p>
    </section>
  )
}
