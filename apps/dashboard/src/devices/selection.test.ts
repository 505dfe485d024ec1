import { expect, test } from 'vitest'
import { type Chosen, chosenCount, isChosen, nothingChosen, toggled, withListed } from './selection.ts'

const listed = ['a', 'b', 'c', 'd', 'e']
const ids = (chosen: Chosen) => (chosen.all ? 'all' : [...chosen.ids].sort())

test('a click chooses a row, another gives it up', () => {
  const one = toggled(nothingChosen, 'b', listed, null)
  expect(ids(one)).toEqual(['b'])
  expect(ids(toggled(one, 'b', listed, null))).toEqual([])
})

test('with Shift all between the last row and this one become like it, in either direction', () => {
  const one = toggled(nothingChosen, 'd', listed, null)
  const range = toggled(one, 'b', listed, 'd')
  expect(ids(range)).toEqual(['b', 'c', 'd'])
  expect(ids(toggled(range, 'c', listed, 'b'))).toEqual(['d'])
})

test('a row that is on screen no more anchors nothing', () => {
  expect(ids(toggled(nothingChosen, 'c', listed, 'gone'))).toEqual(['c'])
})

test('all on screen are chosen at once, and given up at once; rows of other pages stay', () => {
  const other = toggled(nothingChosen, 'x', ['x'], null)
  const all = withListed(other, listed)
  expect(ids(all)).toEqual([...listed, 'x'])
  expect(ids(withListed(all, listed))).toEqual(['x'])
})

test('all that match counts all, and giving one up leaves those on screen', () => {
  const all: Chosen = { all: true }
  expect([chosenCount(all, 12_345), isChosen(all, 'anything')]).toEqual([12_345, true])
  expect(ids(toggled(all, 'c', listed, null))).toEqual(['a', 'b', 'd', 'e'])
  expect(ids(withListed(all, listed))).toEqual([])
})
