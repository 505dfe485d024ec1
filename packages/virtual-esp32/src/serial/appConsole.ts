import { inspectImage } from '@cyberdeck-ota/esp-image'
import type { SerialApp } from './bootResult.ts'
import type { SerialChip } from './chips.ts'
import { createConsoleLog } from './consoleLog.ts'

/** What an app built with ESP-IDF prints when it starts (app_init, since ESP-IDF 5.1). */
export function startLines(app: SerialApp): string[] {
  const log = createConsoleLog(230)
  const found = inspectImage(app.image)
  const facts = 'image' in found ? found.image : null
  log.info('cpu_start', 'Pro cpu start user code')
  log.info('app_init', 'Application information:')
  if (app.project !== null) log.info('app_init', `Project name:     ${app.project}`)
  if (app.version !== null) log.info('app_init', `App version:      ${app.version}`)
  if (facts?.builtAt) log.info('app_init', `Compile time:     ${facts.builtAt}`)
  if (facts?.elfSha256) log.info('app_init', `ELF file SHA256:  ${facts.elfSha256.slice(0, 9)}...`)
  if (facts?.idf) log.info('app_init', `ESP-IDF:          ${facts.idf}`)
  log.info('main_task', 'Calling app_main()')
  return log.lines
}

/** What is printed once the app is on a network. */
export function onlineLines(ssid: string): string[] {
  const log = createConsoleLog(900)
  log.info('wifi', `connected with ${ssid}`)
  log.info('esp_netif_handlers', 'sta ip: 192.168.4.27, mask: 255.255.255.0, gw: 192.168.4.1')
  return log.lines
}

/** A panic as esp_system's handler prints it: Xtensa and RISC-V differ in registers. */
export function panicLines(chip: SerialChip): string[] {
  const riscv = chip === 'ESP32-C3'
  const cause = riscv ? 'Load access fault' : 'LoadProhibited'
  const registers = riscv
    ? ['MEPC    : 0x42007a1c  RA      : 0x42007a10  SP      : 0x3fc91f20  GP      : 0x3fc8b800']
    : ['PC      : 0x400d1f3c  PS      : 0x00060830  A0      : 0x800d2f04  A1      : 0x3ffb21b0']
  return [
    `Guru Meditation Error: Core  0 panic'ed (${cause}). Exception was unhandled.`,
    '',
    'Core  0 register dump:',
    ...registers,
    '',
    ...(riscv ? [] : ['Backtrace: 0x400d1f39:0x3ffb21b0 0x400d2f01:0x3ffb21d0', '']),
    'Rebooting...',
  ]
}

/** As esp_system's brown-out interrupt prints it. */
export const brownOutLines = ['', 'Brownout detector was triggered', '']
