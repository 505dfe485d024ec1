import { remediesFor } from '@cyberdeck-ota/flasher'
import { Fold } from '../../ui/Fold.tsx'
import classes from './NoPortHelp.module.css'
import { visitorSystem } from './visitorSystem.ts'

/** What helps when the browser's list has no port for the board. */
export function NoPortHelp() {
  return (
    <Fold summary="No port in the list?">
      <ol className={classes.list}>
        {remediesFor('no-port-picked', visitorSystem()).map((remedy) => (
          <li key={remedy}>{remedy}</li>
        ))}
      </ol>
    </Fold>
  )
}
