import { Refusal } from '@cyberdeck-ota/core'
import { Problem, ProblemCode } from '@cyberdeck-ota/schema'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../database/sqlite.ts'
import { DiskFull } from '../files/diskFull.ts'
import { sendProblem } from './problem.ts'

async function answerTo(error: unknown) {
  const app = Fastify()
  app.setErrorHandler(sendProblem)
  app.get('/', () => Promise.reject(error))
  const answer = await app.inject('/')
  await app.close()
  return answer
}

describe('sendProblem', () => {
  it('answers every code with a status of its own kind and the refusal’s sentence', async () => {
    for (const code of ProblemCode.options) {
      const answer = await answerTo(new Refusal(code, 'One sentence.'))
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
      const problem = Problem.parse(answer.json())
      expect(problem).toMatchObject({ status: answer.statusCode, code, detail: 'One sentence.' })
      expect(problem.status).toBeGreaterThanOrEqual(400)
      expect(problem.title).not.toBe('')
    }
  })

  it('tells nothing of an error that nobody foresaw', async () => {
    const answer = await answerTo(new Error('the password of the database is 1234'))
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'internal-error',
      detail: 'Something went wrong in the server; its log says what.',
    })
  })

  it('says that the disk is full, whoever found out', async () => {
    const database = await openSqlite(':memory:')
    database.exec('pragma max_page_count = 2')
    let full: unknown
    try {
      database.exec('create table t (x); insert into t values (zeroblob(100000))')
    } catch (error) {
      full = error
    } finally {
      database.close()
    }
    for (const error of [full, new DiskFull('full')])
      expect((await answerTo(error)).json()).toMatchObject({ status: 507, code: 'disk-full' })
  })

  it('repeats nothing of a request that Fastify or a plugin refused', async () => {
    const error = Object.assign(new Error('Unexpected token in {"password": "1234"}'), { statusCode: 400 })
    const answer = await answerTo(error)
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'bad-request',
      detail: 'The request cannot be understood.',
    })
  })
})
