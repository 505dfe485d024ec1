import { partition } from '@cyberdeck-ota/esp-image'
import { describe, expect, it } from 'vitest'
import { planFlash } from './planFlash.ts'
import {
  app,
  boardWith,
  bootloader,
  carryOut,
  contentsOf,
  factoryOnly,
  file,
  flashWith,
  merged,
  otadata,
  planned,
  refused,
  table,
  twoSlots,
} from './testFlash.ts'

/** What runs after a plan was carried out. */
async function after(flash: Uint8Array, files: Parameters<typeof file>[], eraseAll = false) {
  const plan = planned(
    planFlash({ board: await boardWith(flash), files: files.map((f) => file(...f)), eraseAll }),
  )
  const now = carryOut(flash, plan)
  const { running } = await contentsOf(now)
  return { plan, now, runs: running && `${running.partition.label} ${running.app?.version}` }
}

async function refusal(
  flash: Uint8Array,
  files: Parameters<typeof file>[],
  { eraseAll = false, ...facts }: { eraseAll?: boolean } & Parameters<typeof boardWith>[1] = {},
) {
  const board = await boardWith(flash, facts)
  return refused(planFlash({ board, files: files.map((f) => file(...f)), eraseAll }))
}

const installed = (recipe: Parameters<typeof merged>[0] = {}) => {
  const flash = flashWith(merged({ apps: { app0: app('1.00') }, ...recipe }))
  flash.set(new TextEncoder().encode('wifi=Workshop'), 0x9000)
  flash.set(new TextEncoder().encode('config.json'), 0x50000)
  return flash
}

describe('a bare app', () => {
  it('goes to the slot that does not run, and starts, while the old app and the settings stay', async () => {
    const flash = installed()
    const { plan, now, runs } = await after(flash, [['app.bin', app('2.00')]])
    expect(runs).toBe('app1 2.00')
    expect(plan.writes.map(({ address, part: what }) => [address, what])).toEqual([
      [0x30000, 'app'],
      [0xf000, 'otadata'],
    ])
    expect(plan.keeps).toEqual([
      { label: 'nvs', kind: 'settings' },
      { label: 'app0', kind: 'app' },
      { label: 'spiffs', kind: 'files' },
    ])
    expect(Buffer.compare(now.subarray(0x9000, 0xe000), flash.subarray(0x9000, 0xe000))).toBe(0)
    expect(plan.warnings).toEqual([])
  })

  it('goes to the factory slot of a table without others, and needs no otadata', async () => {
    const { plan, runs } = await after(
      installed({ partitions: factoryOnly, apps: { factory: app('1.00') } }),
      [['app.bin', app('2.00')]],
    )
    expect(runs).toBe('factory 2.00')
    expect(plan.writes).toHaveLength(1)
    expect(plan.warnings.map(({ code }) => code)).toEqual(['overwrites-running'])
  })

  it('leaves a factory app alone where there is a slot for updates', async () => {
    const partitions = [...twoSlots, partition('factory', 0, 0, 0x60000, 0x20000)]
    const flash = flashWith(merged({ partitions, apps: { factory: app('0.01') } }))
    flash.fill(0xff, 0xe000, 0x10000)
    const { runs, plan } = await after(flash, [['app.bin', app('2.00')]])
    expect(runs).toBe('app0 2.00')
    expect(plan.keeps).toContainEqual({ label: 'factory', kind: 'app' })
  })

  it('goes where it fits, though that is the slot that runs, and says so', async () => {
    const partitions = twoSlots.map((one) => (one.label === 'app1' ? { ...one, size: 0x4000 } : one))
    const big = app('2.00', { size: 0x8000 })
    const { plan, runs } = await after(installed({ partitions }), [['app.bin', big]])
    expect(runs).toBe('app0 2.00')
    expect(plan.writes).toHaveLength(1)
    expect(plan.warnings.map(({ code }) => code)).toEqual(['overwrites-running'])
  })

  it('sent to a slot by its address starts, whatever otadata selected before', async () => {
    const { runs } = await after(installed({ apps: { app0: app('1.00'), app1: app('1.01') }, selected: 1 }), [
      ['app.bin', app('2.00'), 0x10000],
    ])
    expect(runs).toBe('app0 2.00')
  })

  it('sent to where no slot begins is written with a warning', async () => {
    const { plan, runs } = await after(installed(), [['app.bin', app('2.00'), 0x20000]])
    expect(runs).toBe('app0 1.00')
    expect(plan.warnings.map(({ code }) => code)).toEqual(['outside-slots'])
  })
})

describe('a factory image', () => {
  it('makes a blank board run, whole', async () => {
    const { plan, runs } = await after(flashWith(), [['factory.bin', merged()]])
    expect(runs).toBe('app0 2.00')
    expect(plan.writes.map(({ address }) => address)).toEqual([0])
  })

  it('leaves settings and files of the same layout on the board, and starts its own app', async () => {
    const flash = installed({ apps: { app0: app('1.00'), app1: app('1.01') }, selected: 1 })
    const { plan, now, runs } = await after(flash, [['factory.bin', merged()]])
    expect(runs).toBe('app0 2.00')
    expect(plan.writes.map(({ address, bytes }) => [address, address + bytes.length])).toEqual([
      [0, 0x9000],
      [0xe000, 0x14000],
    ])
    expect(Buffer.compare(now.subarray(0x9000, 0xe000), flash.subarray(0x9000, 0xe000))).toBe(0)
    expect(Buffer.compare(now.subarray(0x50000, 0x60000), flash.subarray(0x50000, 0x60000))).toBe(0)
    expect(plan.keeps.map(({ label }) => label)).toEqual(['nvs', 'app1', 'spiffs'])
  })

  it('brings its own files where it has some', async () => {
    const image = flashWith(merged(), 0x60000)
    image.set(new TextEncoder().encode('website'), 0x50000)
    const { now, plan } = await after(installed(), [['factory.bin', image]])
    expect(new TextDecoder().decode(now.subarray(0x50000, 0x50007))).toBe('website')
    expect(plan.keeps.map(({ label }) => label)).toEqual(['nvs'])
  })

  it('of another layout says that the settings do not stay', async () => {
    const partitions = [partition('nvs', 1, 2, 0x9000, 0x4000), ...twoSlots.slice(1)]
    const { plan, runs } = await after(installed(), [['factory.bin', merged({ partitions })]])
    expect(runs).toBe('app0 2.00')
    expect(plan.warnings.map(({ code }) => code)).toEqual(['settings-lost'])
  })

  it('of another layout says that the files do not stay', async () => {
    const partitions = [...twoSlots.slice(0, 4), partition('spiffs', 1, 0x82, 0x60000, 0x10000)]
    const { plan } = await after(installed(), [['factory.bin', merged({ partitions })]])
    expect(plan.warnings.map(({ code }) => code)).toEqual(['files-lost'])
    expect(plan.keeps.map(({ label }) => label)).toEqual(['nvs'])
  })

  it('takes everything when everything is erased', async () => {
    const { plan, now, runs } = await after(installed(), [['factory.bin', merged()]], true)
    expect(runs).toBe('app0 2.00')
    expect(plan.keeps).toEqual([])
    expect(plan.warnings).toEqual([])
    expect(now.subarray(0x9000, 0xe000).every((byte) => byte === 0xff)).toBe(true)
  })

  it('whose bootloader is missing gives its app only', async () => {
    const image = merged().slice(0x8000)
    const { plan, runs } = await after(installed(), [['cut.bin', image]])
    expect(runs).toBe('app1 2.00')
    expect(plan.warnings.map(({ code }) => code)).toEqual(['factory-image-incomplete'])
  })
})

describe('several files', () => {
  const parts: Parameters<typeof file>[] = [
    ['bootloader.bin', bootloader()],
    ['partitions.bin', table()],
    ['boot_app0.bin', otadata(0)],
    ['app.bin', app('2.00')],
  ]

  it('make a blank board run, with addresses or without', async () => {
    expect((await after(flashWith(), parts)).runs).toBe('app0 2.00')
    const addressed = parts.map(([name, bytes], i) => [name, bytes, [0, 0x8000, 0xe000, 0x10000][i]] as const)
    const { plan, runs } = await after(
      flashWith(),
      addressed.map((one) => [...one]),
    )
    expect(runs).toBe('app0 2.00')
    expect(plan.writes.at(-1)?.part).toBe('otadata')
  })

  it('make it run with erased otadata, which only its place tells, beside an app that has its address', async () => {
    const flash = installed({ selected: 1, apps: { app0: app('1.00'), app1: app('1.01') } })
    const { plan, runs } = await after(flash, [
      ['bootloader.bin', bootloader(), 0],
      ['partitions.bin', table(), 0x8000],
      ['ota_data_initial.bin', new Uint8Array(0x2000).fill(0xff), 0xe000],
      ['app.bin', app('2.00'), 0x10000],
    ])
    expect(runs).toBe('app0 2.00')
    expect(plan.writes.map(({ part }) => part)).toEqual(['bootloader', 'partition-table', 'app', 'otadata'])
  })

  it('make it run without otadata, too', async () => {
    const flash = installed({ selected: 1, apps: { app0: app('1.00'), app1: app('1.01') } })
    const { runs } = await after(
      flash,
      parts.filter(([name]) => name !== 'boot_app0.bin'),
    )
    expect(runs).toBe('app0 2.00')
  })

  it.each([0x9000, 0x10000])(
    'may be bootloader and table in one, up to 0x%s, beside the app',
    async (end) => {
      const beginning = merged({ apps: {} }).slice(0, end)
      const { runs } = await after(flashWith(), [
        ['bootloader-merged.bin', beginning],
        ['app.bin', app('2.00')],
      ])
      expect(runs).toBe('app0 2.00')
      expect(await refusal(flashWith(), [['bootloader-merged.bin', beginning, 0x1000]])).toMatchObject({
        code: 'wrong-address',
      })
    },
  )

  it('may bring a file system, which goes to the only partition for one', async () => {
    const files = new Uint8Array(0x1000)
    files.set(new TextEncoder().encode('littlefs'), 8)
    const { plan } = await after(installed(), [
      ['app.bin', app('2.00')],
      ['littlefs.bin', files],
    ])
    expect(plan.writes.map(({ label }) => label)).toEqual(['app1', 'spiffs', 'otadata'])
  })
})

describe('what cannot be', () => {
  const bare: Parameters<typeof file>[] = [['app.bin', app('2.00')]]

  it('tells a blank chip what is missing', async () => {
    expect(await refusal(flashWith(), bare)).toMatchObject({
      code: 'blank-chip',
      missing: ['bootloader', 'partition-table'],
      sentence:
        'This board has no bootloader and no partition table, so an app alone does not start; choose the factory image (merged.bin, factory.bin), or add the bootloader and the partition table.',
    })
    const lacking = installed().fill(0xff, 0, 0x1000)
    expect(await refusal(lacking, bare)).toMatchObject({ code: 'blank-chip', missing: ['bootloader'] })
  })

  const beginning: Parameters<typeof file>[] = [
    ['bootloader.bin', bootloader()],
    ['partitions.bin', table()],
  ]

  it('starts no board with a bootloader and a partition table that find no app', async () => {
    const moved = table([partition('app0', 0, 0x10, 0x20000, 0x20000)])
    const shrunk = table([partition('app0', 0, 0x10, 0x10000, 0x10000)])
    const without = installed().fill(0xff, 0, 0x1000)
    const cases: [Uint8Array, Parameters<typeof file>[]][] = [
      [flashWith(), beginning],
      [flashWith(), beginning.slice(0, 1)],
      [flashWith(), [['beginning.bin', merged({ apps: {} }).slice(0, 0x9000)]]],
      [installed({ apps: {} }), beginning.slice(0, 1)],
      [installed(), [['partitions.bin', moved]]],
      [installed(), [['partitions.bin', shrunk]]],
      [installed(), [...beginning, ['fonts.bin', new Uint8Array(64).fill(7), 0x10000]]],
      [without, beginning.slice(1)],
    ]
    for (const [index, [flash, files]] of cases.entries()) {
      expect((await refusal(flash, files)).code, `case ${index}`).toBe('no-app')
    }
    expect(await refusal(installed(), beginning, { eraseAll: true })).toMatchObject({
      code: 'erase-leaves-nothing',
    })
  })

  it('lets a bootloader and a table be replaced before an app that stays, and before what may be one', async () => {
    for (const files of [beginning, beginning.slice(0, 1), beginning.slice(1)]) {
      expect((await after(installed(), files)).runs).toBe('app0 1.00')
    }
    const mcuboot: Parameters<typeof file>[] = [
      ['mcuboot.bin', bootloader(), 0],
      ['zephyr.signed.bin', new Uint8Array(64).fill(7), 0x20000],
    ]
    expect((await after(flashWith(), mcuboot)).plan.writes).toHaveLength(2)
  })

  it('does not erase what a bare app needs', async () => {
    expect(await refusal(installed(), bare, { eraseAll: true })).toMatchObject({
      code: 'erase-leaves-nothing',
    })
  })

  it.each([
    ['wrong-chip', [['app.bin', app('2.00', { chipId: 0 })]], {}],
    ['wrong-chip', [['factory.bin', merged({ chipId: 5, apps: { app0: app('1', { chipId: 5 }) } })]], {}],
    ['chip-too-old', [['app.bin', app('2.00', { minChipRevision: 3 })]], {}],
    ['chip-too-new', [['app.bin', app('2.00', { maxChipRevision: 1 })]], {}],
    ['does-not-fit-slot', [['app.bin', app('2.00', { size: 0x20010 })]], {}],
    ['does-not-fit-slot', [['app.bin', app('2.00', { size: 0x20010 }), 0x10000]], {}],
    ['does-not-fit-flash', [['data.bin', new Uint8Array(0x2000).fill(7), 0x3ff000]], {}],
    ['does-not-fit-flash', [['factory.bin', merged()]], { flashSize: 0x40000 }],
    ['wrong-address', [['bootloader.bin', bootloader(), 0x1000]], {}],
    ['wrong-address', [['data.bin', new Uint8Array(64).fill(7), 0x9004]], {}],
    [
      'files-overlap',
      [
        ['app.bin', app('2.00'), 0x10000],
        ['data.bin', new Uint8Array(64).fill(7), 0x13000],
      ],
      {},
    ],
    [
      'several-apps',
      [
        ['a.bin', app('2.00')],
        ['b.bin', app('2.01')],
      ],
      {},
    ],
    [
      'no-address',
      [['fs.bin', Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode('littlefs')])]],
      { contents: null },
    ],
    ['not-flashable', [['notes.txt', new TextEncoder().encode('Dear all, this is no firmware.')]], {}],
    [
      'not-flashable',
      [['index.html', new TextEncoder().encode('<!doctype html><p>Log in</p>'), 0x50000]],
      {},
    ],
    ['not-flashable', [['cut.bin', app('2.00').slice(0, 0x3000), 0x10000]], {}],
    ['nothing-chosen', [], {}],
    ['no-slot', [['app.bin', app('2.00')]], { contents: null }],
    ['secure-download-mode', [['app.bin', app('2.00')]], { secureDownload: true, contents: null }],
    ['flash-encrypted', [['app.bin', app('2.00')]], { encrypted: true, contents: null }],
    ['unsigned-app', [['app.bin', app('2.00')]], { secureBoot: true }],
    ['secure-boot-bootloader', [['bootloader.bin', bootloader()]], { secureBoot: true }],
    [
      'secure-boot-bootloader',
      [['beginning.bin', merged({ apps: {} }).slice(0, 0x9000)]],
      { secureBoot: true },
    ],
    ['secure-boot-bootloader', [['data.bin', new Uint8Array(64).fill(7), 0x1000]], { secureBoot: true }],
    [
      'secure-boot-erase',
      [['data.bin', new Uint8Array(64).fill(7), 0x50000]],
      { secureBoot: true, eraseAll: true },
    ],
  ] satisfies [string, Parameters<typeof file>[], Parameters<typeof refusal>[2]][])(
    'refuses with %s',
    async (code, files, facts) => {
      const { code: given, sentence } = await refusal(installed(), files, facts)
      expect(given).toBe(code)
      expect(sentence).toMatch(/\.$/)
    },
  )
})
