const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Polls closer to each other are one: the seed's sketch asks twice. */
const oneVisit = 5_000
/** The longest rhythm that is learned. */
const longest = 30 * day
/** How much one silence longer than expected may stretch a rhythm: it may have been an outage. */
const stretch = 4
/** A rhythm that became shorter is forgotten over this many times its own length. */
const memory = 2
/** What a device may take to write an image, start and find its network again. */
const reboot = 2 * minute
const leastPatience = 10 * minute
/** A device that was seen once may wake once a day, by a clock that loses some. */
const firstPatience = 30 * hour
/** A device that has just taken an update starts anew, and most ask when they have. */
const firstTrialPatience = hour

/**
 * How long a device is usually silent, ms, after a gap of `gap` ms between two polls; null while that is not known. A
 * longer gap is followed at once, so that a deep sleeper is no alarm, but one that its rhythm does not allow only step by
 * step. It shrinks slowly: a device that polls a few times when it wakes still sleeps for hours.
 */
export function learnRhythm(interval: number | null, gap: number): number | null {
  if (!(gap >= oneVisit)) return interval
  if (interval === null) return Math.min(gap, longest)
  if (gap <= interval) return interval - (interval - gap) * Math.min(1, gap / (memory * interval))
  return Math.min(gap <= patienceOf(interval) ? gap : Math.min(gap, stretch * interval), longest)
}

/** How long a device of that rhythm may be silent before that means something, ms. `interval` null: not known yet. */
export function patienceOf(interval: number | null): number {
  return interval === null ? firstPatience : Math.max(leastPatience, 3 * interval + reboot)
}

/**
 * How long a device that has taken a whole update may be silent before it counts as lost, ms. One of which no rhythm is
 * known gets an hour; should it have slept longer, its next check-in corrects that.
 */
export function trialPatienceOf(interval: number | null): number {
  return interval === null ? firstTrialPatience : patienceOf(interval)
}
