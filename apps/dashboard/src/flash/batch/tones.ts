/** Two sounds that are told apart without looking. Silent where a browser makes none. */
export interface Tones {
  /** In a click, without which a browser stays silent. */
  unlock(): void
  success(): void
  failure(): void
}

/** Hz; two up for success, two down for failure. */
const rising = [660, 990]
const falling = [330, 220]
const SECONDS = 0.14
const VOLUME = 0.12

export function createTones(): Tones {
  let context: AudioContext | null = null

  const play = (pitches: readonly number[]) => {
    if (!context) return
    for (const [index, pitch] of pitches.entries()) {
      const from = context.currentTime + index * SECONDS
      const oscillator = new OscillatorNode(context, { frequency: pitch, type: 'triangle' })
      const gain = new GainNode(context, { gain: VOLUME })
      // Cut off at once it would click.
      gain.gain.setTargetAtTime(0, from + SECONDS * 0.7, SECONDS / 10)
      oscillator.connect(gain).connect(context.destination)
      oscillator.start(from)
      oscillator.stop(from + SECONDS)
    }
  }
  return {
    unlock() {
      if (typeof AudioContext === 'undefined') return
      context ??= new AudioContext()
      // It may refuse; then nothing is heard, and all is said on the page anyway.
      void context.resume().catch(() => {})
    },
    success: () => play(rising),
    failure: () => play(falling),
  }
}
