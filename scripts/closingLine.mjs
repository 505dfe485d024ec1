/**
 * A vitest reporter that ends the run with the slowest tests, what was skipped, and the plain line
 * `N passed, N failed` that machines and people look for.
 */
export default class ClosingLine {
  #tests = []

  onTestCaseResult(test) {
    this.#tests.push({
      state: test.result().state,
      name: test.fullName,
      file: test.module.relativeModuleId,
      milliseconds: test.diagnostic()?.duration ?? 0,
    })
  }

  onTestRunEnd(modules, unhandledErrors) {
    const count = (state) => this.#tests.filter((test) => test.state === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length + unhandledErrors.length
    const slowest = this.#tests.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10)
    // After the default reporter's own summary, which is printed in the same event.
    setImmediate(() => {
      console.log('\nSlowest ten:')
      for (const test of slowest) {
        console.log(`  ${(test.milliseconds / 1000).toFixed(1).padStart(5)} s  ${test.file} > ${test.name}`)
      }
      const skipped = count('skipped')
      console.log(
        `\n${count('passed')} passed, ${count('failed') + broken} failed${skipped ? `, ${skipped} skipped` : ''}`,
      )
    })
  }
}
