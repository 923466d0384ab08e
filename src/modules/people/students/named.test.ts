import { expect, it } from 'vitest'
import { namesIn, nameWords } from './named-rules.ts'

const student = (first_name: string, last_name: string, external_id = '90210') => ({
  first_name,
  last_name,
  external_id,
})
const some = [
  student('María José', 'de la Cruz'),
  student('Will', 'Young', '4711'),
  student('Ana', "O'Neil", 'S123456'),
]

it('finds a first and a last name near each other, with or without accents, in either order', () => {
  expect(namesIn('We visit Maria de la Cruz at home.', some)).toEqual(['Maria de la Cruz'])
  expect(namesIn('CRUZ, María was away.', some)).toEqual(['CRUZ, María'])
  expect(namesIn('we called ana o’neil twice', some)).toEqual(['ana o’neil'])
  expect(namesIn('Maria J. Cruz’s bus', some)).toEqual(['Maria J. Cruz’s'])
  expect(namesIn('Student s123456 needs a bus.', some)).toEqual(['s123456'])
  expect(namesIn('Number S-12-3456 is known.', some)).toEqual(['S-12-3456'])
})

it('leaves common words, places and other sentences alone', () => {
  expect(namesIn('We will support young learners.', some)).toEqual([])
  expect(namesIn('María helps. Cruz Street is closed.', some)).toEqual([])
  expect(namesIn('The Maria de la Cruz School opens a room.', some, ['Maria de la Cruz School'])).toEqual([])
  expect(namesIn('In 4711 homes', some)).toEqual([])
  expect(namesIn('María works with the office of attendance on Cruz Street', some)).toEqual([])
})

it('asks only for words that a name could be made of', () => {
  expect(nameWords('Ana, Ána: a 12345')).toEqual(['ana', '12345'])
})
