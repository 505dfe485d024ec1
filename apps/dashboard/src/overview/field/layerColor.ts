/** Hues that are told apart side by side and do not mean good or bad. */
const hues = ['teal', 'blue', 'violet', 'yellow', 'cyan', 'pink']

/** The colour of a layer by its place, for the chart and its legend; what is counted together is grey. */
export function layerColor(index: number, key: string): string {
  return key === 'rest' ? 'gray.5' : `${hues[index % hues.length]}.5`
}
