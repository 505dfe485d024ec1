import classes from './DeviceShare.module.css'

/** How many of a product's devices run a release. Cut, not rounded: 999 of 1000 is not 100 %. */
export function DeviceShare({ part, whole }: { part: number; whole: number }) {
  const percent = Math.trunc((part / whole) * 100)
  return (
    <span
      className={classes.root}
      title={`${part.toLocaleString('en')} of ${whole.toLocaleString('en')} devices`}
    >
      <svg className={classes.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden>
        <rect width="100" height="1" className={classes.track} />
        <rect width={percent} height="1" className={classes.fill} />
      </svg>
      <span className="numeric">
        {part.toLocaleString('en')}
        {part > 0 && <span className={classes.percent}> · {percent} %</span>}
      </span>
    </span>
  )
}
