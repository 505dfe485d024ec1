import { expect, test } from 'vitest'
import { listOfSearch, searchOfList } from './deviceList.ts'

const first = { query: '', sort: 'name', cursor: null, page: 1, columns: null } as const

test('a plain address shows the first page of all devices', () => {
  expect(listOfSearch({})).toEqual(first)
  expect(searchOfList(first)).toEqual({})
})

test('what stands in the address is what is shown, and the other way round', () => {
  const search = { query: '1.10', sort: '-version', cursor: 'abc', page: 3, columns: 'state,tags' } as const
  const list = listOfSearch({ ...search, page: '3' })
  expect(listOfSearch({ query: 7, cursor: 50 })).toMatchObject({ query: '7', cursor: '50', page: 2 })
  expect(list).toEqual({
    query: '1.10',
    sort: '-version',
    cursor: 'abc',
    page: 3,
    columns: ['state', 'tags'],
  })
  expect(searchOfList(list)).toEqual(search)
})

test('nonsense in the address is left out', () => {
  expect(listOfSearch({ sort: 'colour', page: '7', columns: 'x,state' })).toEqual({
    ...first,
    columns: ['state'],
  })
  expect(listOfSearch({ cursor: 'abc', page: '-1' }).page).toBe(2)
})
