import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { afterEach, describe, expect, it } from 'vitest'

describe('a server that cannot start', () => {
  let folder = temporaryFolder()
  afterEach(() => {
    folder.remove()
    folder = temporaryFolder()
  })

  const start = async (env: Record<string, string> = {}, args: string[] = []) => {
    const server = await startServer({ folder: folder.path, env, args })
    return { ...(await server.ended), output: server.output() }
  }
  const oneSentence = /^[^\n]+\.\n$/

  it('names a second process on the same data folder', async () => {
    const first = await startServer({ folder: folder.path })
    const second = await start()
    expect(second.output).toMatch(oneSentence)
    expect(second.output).toContain(folder.path)
    expect(second.code).toBe(1)
    await first.kill()
  })

  it('names a port in use and how to choose another', async () => {
    const other = temporaryFolder()
    const first = await startServer({ folder: other.path })
    const second = await start({ PORT: String(first.port) })
    expect(second.output).toMatch(oneSentence)
    expect(second.output).toContain(`Port ${first.port} is in use`)
    expect(second.code).toBe(1)
    await first.kill()
    other.remove()
  })

  it('leaves a damaged meta.json as it is and names it', async () => {
    const meta = join(folder.path, 'meta.json')
    writeFileSync(meta, '{"format": 1, "revision"')
    const ended = await start()
    expect(ended.output).toMatch(oneSentence)
    expect(ended.output).toContain('meta.json')
    expect(ended.code).toBe(1)
    expect(readFileSync(meta, 'utf8')).toBe('{"format": 1, "revision"')
  })

  it('names a data folder that is not a folder', async () => {
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    const ended = await start({ FIRMWARE_DIR: file })
    expect(ended.output).toMatch(oneSentence)
    expect(ended.output).toContain(file)
    expect(ended.code).toBe(1)
  })

  it('tells of a file in the data folder that the system lets nobody read', async () => {
    mkdirSync(join(folder.path, 'meta.json'))
    const ended = await start()
    expect(ended.output).toMatch(oneSentence)
    expect(ended.output).toContain('EISDIR')
    expect(ended.code).toBe(1)
  })

  it('names a wrong setting before it touches anything', async () => {
    const ended = await start({ PORT: 'five thousand' })
    expect(ended).toMatchObject({ code: 1, output: 'The setting PORT is not a whole number.\n' })
    expect(readdirSync(folder.path)).toEqual([])
  })

  it('says what commands there are when it is given one that there is not', async () => {
    const ended = await start({}, ['serve-please'])
    expect(ended.output).toMatch(oneSentence)
    expect(ended.code).toBe(2)
  })
})
