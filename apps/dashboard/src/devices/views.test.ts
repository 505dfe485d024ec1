import { parseDeviceQuery } from '@cyberdeck-ota/core'
import { DeviceViews } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { savedViews, viewOf, withTerm, withView } from './views.ts'

const view = (label: string) => {
  const found = savedViews.find((view) => view.label === label)
  if (!found) throw new Error(`no view ${label}`)
  return found
}

test('every count that the server keeps has a view, whose term can be read', () => {
  expect(savedViews.map(({ count }) => count).sort()).toEqual(Object.keys(DeviceViews.shape).sort())
  for (const { term } of savedViews) expect(parseDeviceQuery(term ?? '')).toHaveProperty('terms')
})

test('a view is told by its term, whatever else is asked for', () => {
  expect(viewOf('')?.label).toBe('All')
  expect(viewOf('tag:farm')?.label).toBe('All')
  expect(viewOf('tag:farm STATE:failed kitchen')?.label).toBe('Failed')
  expect(viewOf('-state:failed')?.label).toBe('All')
  expect(viewOf('state:failed is:silent')).toBeUndefined()
})

test('changing the view keeps the rest of the query', () => {
  expect(withView('tag:farm state:failed "two words"', view('Silent'))).toBe('is:silent tag:farm "two words"')
  expect(withView('tag:farm state:failed', view('All'))).toBe('tag:farm')
  expect(withView('broken:', view('Held'))).toBe('state:held')
})

test('a term is added once', () => {
  expect(withTerm('is:new', { not: false, field: 'tag', text: 'farm' })).toBe('is:new tag:farm')
  expect(withTerm('TAG:farm', { not: false, field: 'tag', text: 'farm' })).toBe('TAG:farm')
})
