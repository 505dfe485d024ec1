import { Bytes } from '../../ui/Bytes.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import classes from './FlashMap.module.css'
import type { FlashRegion } from './flashRegions.ts'
import { contentWords, fateWords, regionWords } from './regionWords.ts'

/** A small partition stays wide enough to be seen: as a part of the whole. */
const LEAST_SHARE = 0.022

/** A board's flash as a bar, and part by part for who wants to know. */
export function FlashMap({ regions }: { regions: readonly FlashRegion[] }) {
  const whole = regions.at(-1)?.to ?? 0
  return (
    <div className={classes.root}>
      <div
        className={classes.bar}
        role="img"
        aria-label={`Its flash: ${regions.map(regionWords).join('; ')}.`}
      >
        {regions.map((region) => (
          <span
            key={region.from}
            className={`${classes.tint} ${classes.part}`}
            data-kind={region.kind}
            data-fate={region.fate}
            style={{ flexGrow: Math.max(region.to - region.from, whole * LEAST_SHARE) }}
            title={regionWords(region)}
          >
            <span className={classes.name} data-running={region.running || undefined}>
              {region.label}
            </span>
          </span>
        ))}
      </div>
      <Legend regions={regions} />
      <Fold summary="Its flash, part by part">
        <ul className={classes.list}>
          {regions.map((region) => (
            <li key={region.from}>
              <span
                className={`${classes.tint} ${classes.swatch}`}
                data-kind={region.kind}
                data-fate={region.fate}
                aria-hidden
              />
              <span className={classes.what}>
                {region.label !== null && <strong>{region.label}</strong>} {contentWords(region)}
                {region.fate && <em>{fateWords(region)}</em>}
              </span>
              <span className={classes.where}>
                0x{region.from.toString(16)} · <Bytes value={region.to - region.from} />
              </span>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  )
}

/** What the marks mean, of those that are there. */
function Legend({ regions }: { regions: readonly FlashRegion[] }) {
  const fates = new Set(regions.map(({ fate }) => fate))
  return (
    <p className={classes.legend} aria-hidden>
      {regions.some(({ running }) => running) && <StatusDot tone="good">runs now</StatusDot>}
      {(['written', 'erased'] as const).map(
        (fate) =>
          fates.has(fate) && (
            <span key={fate}>
              <span className={`${classes.tint} ${classes.stripe}`} data-fate={fate} />
              {fateWords({ fate })}
            </span>
          ),
      )}
    </p>
  )
}
