import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBootLog } from './bootLog.ts'
import { explainBoot } from './explainBoot.ts'

const codeOf = (...lines: string[]) => explainBoot(lines)?.code ?? null

const start = [
  'ets Jul 29 2019 12:21:46',
  '',
  'rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)',
  'configsip: 0, SPIWP:0xee',
  'mode:DIO, clock div:2',
  'load:0x3fff0030,len:7084',
  'entry 0x40080610',
  '\x1b[0;32mI (29) boot: ESP-IDF v5.2.2 2nd stage bootloader\x1b[0m',
  '\x1b[0;32mI (120) boot: Loaded app from partition at offset 0x10000\x1b[0m',
  '\x1b[0;32mI (224) app_init: Application information:\x1b[0m',
  '\x1b[0;32mI (230) app_init: Project name:     thermo\x1b[0m',
  '\x1b[0;32mI (236) app_init: App version:      2.34\x1b[0m',
  '\x1b[0;32mI (242) app_init: ELF file SHA256:  0123abcde...\x1b[0m',
  '\x1b[0;32mI (248) app_init: ESP-IDF:          v5.4\x1b[0m',
]

describe('a boot that goes wrong', () => {
  it.each([
    [
      'no-bootloader',
      ['rst:0x10 (RTCWDT_RTC_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)', 'invalid header: 0xffffffff'],
    ],
    ['bad-bootloader', ['invalid header: 0x3f1c22a7']],
    ['bad-bootloader', ['csum err:0xf9!=0xff']],
    ['flash-unreadable', ['flash read err, 1000']],
    ['download-mode', ['rst:0x1 (POWERON_RESET),boot:0x3 (DOWNLOAD_BOOT(UART0/UART1/SDIO_REI_REO_V2))']],
    [
      'download-mode',
      ['rst:0x15 (USB_UART_CHIP_RESET),boot:0x4 (DOWNLOAD(USB/UART0/1))', 'waiting for download'],
    ],
    ['wrong-chip', ['\x1b[0;31mE (41) boot_comm: mismatch chip ID, expected 9, found 0\x1b[0m']],
    ['wrong-chip', ['Invalid chip id. Expected 5 read 9. Bootloader for wrong chip?']],
    ['chip-too-old', ['E (41) boot_comm: Image requires chip rev >= v3.0, but chip is v1.0']],
    [
      'no-partition-table',
      [
        'E (41) flash_parts: partition 0 invalid magic number 0xffff',
        'E (47) boot: Failed to verify partition table',
      ],
    ],
    [
      'flash-too-small',
      [
        'E (340) spi_flash: Detected size(2048k) smaller than the size in the binary image header(4096k). Probe failed.',
      ],
    ],
    [
      'app-corrupt',
      [
        'E (78) esp_image: Image hash failed - image is corrupt',
        'E (80) boot: No bootable app partitions in the partition table',
      ],
    ],
    ['no-app', ['E (80) boot: No bootable app partitions in the partition table']],
    ['brown-out', [...start, '', 'Brownout detector was triggered', '']],
    ['brown-out', ['rst:0xf (BROWNOUT_RST),boot:0x8 (SPI_FAST_FLASH_BOOT)']],
    [
      'panic',
      [...start, "Guru Meditation Error: Core  0 panic'ed (LoadProhibited). Exception was unhandled."],
    ],
    ['panic', ['abort() was called at PC 0x400d1f3c on core 0']],
    [
      'panic',
      [
        'assert failed: xQueueSemaphoreTake queue.c:1545 (( pxQueue ))',
        'assert failed: app_main main.c:12 (main.c:12)',
      ],
    ],
    [
      'boot-loop',
      Array.from({ length: 3 }, () => [
        'rst:0x7 (TG0WDT_SYS_RST),boot:0x8 (SPI_FAST_FLASH_BOOT)',
        'entry 0x403cc710',
      ]).flat(),
    ],
  ])('is explained as %s', (code, lines) => {
    const fault = explainBoot(lines)
    expect(fault?.code).toBe(code)
    expect(fault?.sentence).toMatch(/\.$/)
  })
})

describe('an ordinary log', () => {
  it('is no fault, nor is waking from deep sleep over and over', () => {
    expect(codeOf(...start)).toBeNull()
    const wakes = Array.from({ length: 9 }, () => [
      'rst:0x5 (DEEPSLEEP_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)',
      ...start.slice(3),
    ])
    expect(codeOf(...wakes.flat())).toBeNull()
    expect(codeOf(...Array.from({ length: 9 }, () => start).flat())).toBeNull()
    expect(
      codeOf(...start, 'rst:0xc (SW_CPU_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)', ...start.slice(3)),
    ).toBeNull()
  })

  it('is no fault whatever an app writes about', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'panic',
        'brownout',
        'download',
        'mode',
        'invalid',
        'header',
        'boot',
        'reset',
        'rst',
        'flash',
        'read',
        'err',
        'Guru',
        'abort',
        'waiting',
        'for',
        'chip',
        'checksum',
        'failed',
        'partition',
        'assert',
        '0xffffffff',
      ),
      fc.string({ maxLength: 12 }),
    )
    const tag = fc.constantFrom('wifi', 'app', 'sensor', 'main_task', 'ota', 'esp_netif_handlers')
    const line = fc
      .tuple(fc.constantFrom('I', 'W', 'E', 'D'), fc.nat(99_999), tag, fc.array(word, { maxLength: 8 }))
      .map(([level, ms, name, words]) => `${level} (${ms}) ${name}: ${words.join(' ')}`)
    const printed = fc.array(word, { maxLength: 3 }).map((words) => `> ${words.join(' ')}`)
    fc.assert(
      fc.property(fc.array(fc.oneof(line, printed), { maxLength: 40 }), (lines) => {
        expect(explainBoot([...start, ...lines])).toBeNull()
      }),
      { numRuns: 300 },
    )
  })

  it('tells project, version, ESP-IDF and the digest of the ELF file, of the last start', () => {
    const said = { project: 'thermo', version: '2.34', idf: 'v5.4', elfSha256: '0123abcde' }
    expect(readBootLog(start)).toEqual(said)
    const updated = [...start, ...start.map((line) => line.replace('2.34', '2.35'))]
    expect(readBootLog(updated)?.version).toBe('2.35')
    const old = [
      'Application information:',
      'App version:      1.0-dirty',
      'ELF file SHA256:  0123456789abcdef...',
    ]
    expect(readBootLog(old.map((text) => `I (1) cpu_start: ${text}`))).toMatchObject({
      version: '1.0-dirty',
      elfSha256: '0123456789abcdef',
    })
    expect(readBootLog(['Hello World'])).toBeNull()
  })

  it('tells nothing by the end of a report alone, nor by two that run into each other', () => {
    const begun = start.findIndex((line) => line.includes('Application')) + 1
    for (let cut = begun; cut < start.length; cut++) expect(readBootLog(start.slice(cut))).toBeNull()
    const next = start.slice(0, begun + 1).map((line) => line.replace('thermo', 'lamp'))
    expect(readBootLog([...start, ...next])).toMatchObject({
      project: 'lamp',
      version: null,
      elfSha256: null,
    })
  })
})
