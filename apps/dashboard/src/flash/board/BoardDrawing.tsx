import classes from './BoardDrawing.module.css'

type ButtonName = 'BOOT' | 'EN'

interface BoardDrawingProps {
  /** Which buttons are down. */
  pressed: readonly ButtonName[]
  /** The chip has noticed. */
  answers?: boolean
}

const pins = Array.from({ length: 15 }, (_, index) => 24 + index * 11)
const buttons: { name: ButtonName; y: number }[] = [
  { name: 'EN', y: 26 },
  { name: 'BOOT', y: 74 },
]

/** A dev board seen from above, USB at its left. The words beside it say the same. */
export function BoardDrawing({ pressed, answers = false }: BoardDrawingProps) {
  return (
    <svg className={classes.root} viewBox="0 0 208 100" aria-hidden>
      <rect className={classes.board} x="12" y="4" width="190" height="92" rx="6" />
      {pins.map((x) => (
        <g key={x} className={classes.pin}>
          <circle cx={x} cy="9.5" r="2" />
          <circle cx={x} cy="90.5" r="2" />
        </g>
      ))}
      <rect className={classes.metal} x="4" y="38" width="26" height="24" rx="3" />
      <rect
        className={classes.metal}
        x="98"
        y="24"
        width="66"
        height="52"
        rx="3"
        data-on={answers || undefined}
      />
      <text className={classes.chip} x="131" y="54">
        ESP32
      </text>
      <path className={classes.antenna} d="M171 28h22v9h-16v8h16v9h-16v8h16v10" />
      {buttons.map(({ name, y }) => (
        <Button key={name} name={name} y={y} down={pressed.includes(name)} />
      ))}
    </svg>
  )
}

function Button({ name, y, down }: { name: ButtonName; y: number; down: boolean }) {
  return (
    <g className={classes.button} data-down={down || undefined}>
      {down && <circle className={classes.ring} cx="48" cy={y} r="13" />}
      <rect x="39" y={y - 9} width="18" height="18" rx="2.5" />
      <circle className={classes.cap} cx="48" cy={y} r={down ? 4.5 : 6} />
      <text x="64" y={y + 3.5}>
        {name}
      </text>
    </g>
  )
}
