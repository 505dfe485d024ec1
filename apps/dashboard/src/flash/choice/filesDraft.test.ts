import fc from 'fast-check'
import { expect, test } from 'vitest'
import { app, bootloader, factory, otadata, partitions, unknownData } from '../../testing/exampleFirmware.ts'
import { asDropped, readDropped } from './droppedFile.ts'
import { againstReplacing, draftOf, type FileRow, joined, withFiles } from './filesDraft.ts'
import { fileWords } from './fileWords.ts'

const row = (name: string, bytes: Uint8Array, addressText = ''): FileRow => ({
  file: asDropped(name, bytes),
  addressText,
})
const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0])

test('each file is called what it is', () => {
  const words = (bytes: Uint8Array) => fileWords(asDropped('x.bin', bytes).what)
  expect([app, factory, bootloader, partitions, otadata, unknownData].map(words)).toEqual([
    'App for ESP32-S3: thermo 2.34',
    'Factory image for ESP32-S3: thermo 2.34',
    'Bootloader for ESP32-S3',
    'Partition table with 6 partitions',
    'otadata, which says what slot to start',
    'Unknown data, which needs an address',
  ])
  expect(words(zip)).toMatch(/^This is a zip archive; unpack it/)
})

test('an app alone, a factory image alone, and an app with its parts need no address', () => {
  expect(draftOf([row('app.bin', app)]).firmware).toEqual({
    kind: 'files',
    files: [{ name: 'app.bin', bytes: app, address: null }],
  })
  expect(draftOf([row('merged.bin', factory)]).sentence).toBeNull()
  const parts = [row('app.bin', app), row('boot.bin', bootloader), row('table.bin', partitions)]
  expect(draftOf([...parts, row('boot_app0.bin', otadata)]).sentence).toBeNull()
})

test('unknown data needs an address, and with one it is taken', () => {
  const rows = (address: string) => [row('app.bin', app), row('fonts.bin', unknownData, address)]
  expect(draftOf(rows(''))).toMatchObject({ firmware: null, sentence: 'Give fonts.bin an address first.' })
  expect(draftOf(rows('0x12'))).toMatchObject({
    firmware: null,
    sentence: 'Correct the address of fonts.bin first.',
  })
  expect(draftOf(rows('0x290000')).firmware).toMatchObject({
    files: [{ address: null }, { address: 0x290000 }],
  })
})

test('two apps are one too many until they have their addresses', () => {
  const rows = (...texts: string[]) => texts.map((text, index) => row(`app${index}.bin`, app, text))
  expect(draftOf(rows('', '')).sentence).toBe(
    'Only one of app0.bin and app1.bin can be flashed; choose one, or give each its address.',
  )
  expect(draftOf(rows('0x10000', '0x70000')).sentence).toBeNull()
})

test('what no flash takes has to be removed, even beside a manifest', () => {
  const manifest = row('manifest.json', new TextEncoder().encode('{"builds":[{"chipFamily":"ESP32"}]}'))
  for (const rows of [[row('a.zip', zip)], [manifest, row('a.zip', zip)]]) {
    expect(draftOf(rows)).toMatchObject({ firmware: null, sentence: 'Remove a.zip first.' })
  }
})

test('a manifest without its files waits for them', () => {
  const json = JSON.stringify({
    builds: [{ chipFamily: 'ESP32-S3', parts: [{ path: 'a.bin', offset: 0 }] }],
  })
  const manifest = row('manifest.json', new TextEncoder().encode(json))
  expect(draftOf([manifest])).toMatchObject({
    firmware: null,
    sentence: 'Add the files that the manifest names first.',
    manifest: { leftOut: ['ESP32-S3: drop a.bin here too.'] },
  })
  expect(draftOf([manifest, row('a.bin', factory)])).toMatchObject({
    sentence: null,
    firmware: { kind: 'manifest' },
  })
})

test('a file dropped again replaces the older one and keeps its address', () => {
  const older = [row('a.bin', unknownData, '0x290000'), row('b.bin', app)]
  const newer = asDropped('a.bin', unknownData.slice(1))
  expect(withFiles(older, [newer])).toEqual([{ file: newer, addressText: '0x290000' }, older[1]])
})

test('an app takes the place of another that has no address, but not beside a manifest', () => {
  const names = (rows: FileRow[]) => withFiles(rows, [asDropped('new.bin', app)]).map(({ file }) => file.name)
  const boot = row('boot.bin', bootloader)
  expect(names([row('old.bin', app), boot])).toEqual(['boot.bin', 'new.bin'])
  expect(names([row('merged.bin', factory)])).toEqual(['new.bin'])
  expect(names([row('old.bin', app, '0x10000')])).toEqual(['old.bin', 'new.bin'])
  expect(names([row('old.bin', app), row('manifest.json', new Uint8Array())])).toHaveLength(3)
})

test('parts join the files in use, and an app takes the place of the one among them', () => {
  const names = (rows: FileRow[], ...files: [string, Uint8Array][]) =>
    joined(
      rows,
      files.map(([name, bytes]) => asDropped(name, bytes)),
    )?.map(({ file }) => file.name)
  const old = row('old.bin', app)
  const boot = row('boot.bin', bootloader)
  expect(names([old], ['boot.bin', bootloader], ['table.bin', partitions])).toEqual([
    'old.bin',
    'boot.bin',
    'table.bin',
  ])
  expect(names([old], ['otadata.bin', otadata], ['fonts.bin', unknownData])).toHaveLength(3)
  expect(names([old, boot], ['new.bin', app])).toEqual(['boot.bin', 'new.bin'])
  expect(names([boot], ['new.bin', app])).toEqual(['boot.bin', 'new.bin'])
})

test('a factory image, files with an app of their own, and a manifest are something else instead', () => {
  const rows = [row('old.bin', app), row('boot.bin', bootloader)]
  const files = { app: asDropped('new.bin', app), boot: asDropped('b.bin', bootloader) }
  expect(joined(rows, [asDropped('merged.bin', factory)])).toBeNull()
  expect(joined(rows, [files.app, files.boot])).toBeNull()
  expect(joined(rows, [asDropped('manifest.json', new Uint8Array())])).toBeNull()
  expect(joined([row('old.bin', app, '0x10000')], [files.app])).toBeNull()
  expect(joined([], [files.boot])).toBeNull()
})

test('files without an app are doubted beside a release and a manifest only', () => {
  const release = { kind: 'release', product: 'thermo', version: '2.34', board: null } as const
  const [boot, whole] = [asDropped('boot.bin', bootloader), asDropped('app.bin', app)]
  const sentence = (kind: string) =>
    `There is no app among these files, and they cannot be put beside a ${kind}; add the app’s file as well.`
  expect(againstReplacing(release, [boot])).toBe(sentence('release'))
  expect(againstReplacing({ kind: 'manifest', name: 'Thermo', version: null, builds: [] }, [boot])).toBe(
    sentence('manifest'),
  )
  expect(againstReplacing(release, [boot, whole])).toBeNull()
  expect(againstReplacing(release, [])).toBeNull()
  expect(againstReplacing(null, [boot])).toBeNull()
})

test('a web page and other text are refused for what they are', () => {
  const words = (text: string) => fileWords(asDropped('x.txt', new TextEncoder().encode(text)).what)
  expect(words('<!doctype html><title>Log in</title>')).toMatch(/^This is a web page/)
  expect(words('Dear all, this is no firmware.')).toMatch(/^This is a text file/)
})

test('files can be used exactly when nothing is said against them', () => {
  const bytes = fc.constantFrom(app, factory, bootloader, unknownData, zip)
  const rows = fc.array(fc.tuple(bytes, fc.constantFrom('', '0x0', '0x10000', 'nonsense')), { maxLength: 4 })
  fc.assert(
    fc.property(rows, (list) => {
      const { firmware, sentence } = draftOf(
        list.map(([file, text], index) => row(`${index}.bin`, file, text)),
      )
      expect(firmware === null).toBe(sentence !== null)
      if (firmware?.kind === 'files') expect(firmware.files).toHaveLength(list.length)
    }),
    { numRuns: 60 },
  )
})

test('a folder and a file larger than any flash are refused by name', async () => {
  const folder = new File([], 'build')
  folder.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'))
  expect(fileWords((await readDropped(folder)).what)).toBe(
    'The browser cannot read this; if it is a folder, drop the files that are in it.',
  )
  const huge = new File([], 'huge.bin')
  Object.defineProperty(huge, 'size', { value: 200 * 1024 * 1024 })
  expect(fileWords((await readDropped(huge)).what)).toBe('This is larger than any flash (128 MB).')
})
