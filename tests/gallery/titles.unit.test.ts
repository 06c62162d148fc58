import { expect, it } from 'vitest'
import { screens } from './screens.ts'

it('every screen of the gallery is called by what is seen, in Chinese, and not by its key', () => {
  const nameless = screens.filter(
    ({ name, title }) => !/\p{Script=Han}/u.test(title) || name.endsWith(title),
  )
  expect(nameless.map(({ name }) => name)).toEqual([])
})
