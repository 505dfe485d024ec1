import { BoardDrawing } from './BoardDrawing.tsx'
import classes from './HoldBoot.module.css'

/** Which buttons bring a board into download mode by hand. It is tried over and over meanwhile, so nothing needs a click. */
export function HoldBoot() {
  return (
    <div className={classes.root}>
      <ol className={classes.steps}>
        <li>
          <BoardDrawing pressed={['BOOT']} />
          <p>
            <strong>Hold BOOT down</strong> and keep it down. It may say IO0, FLASH or just B.
          </p>
        </li>
        <li>
          <BoardDrawing pressed={['BOOT', 'EN']} />
          <p>
            <strong>Press EN once</strong>, which may say RESET or RST, and let go of it. No such button? Go
            on: the cable may manage that part.
          </p>
        </li>
        <li>
          <BoardDrawing pressed={['BOOT']} answers />
          <p>
            <strong>Keep holding BOOT</strong> until this page goes on by itself; then let go.
          </p>
        </li>
      </ol>
      <p className={classes.foot}>
        Neither works? Take off what is wired to GPIO0, GPIO2, RX and TX, and use a USB cable that carries
        data.
      </p>
    </div>
  )
}
