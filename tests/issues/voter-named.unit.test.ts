import { referralWording } from '@mashang/client/issues/work/departments.ts'
import { greeted, voterNamed } from '@mashang/client/issues/work/voter-named.ts'
import { expect, it } from 'vitest'

it('greets and names a voter by the name they gave, and one without a name as a person', () => {
  expect([greeted('王女士'), greeted('匿名')]).toEqual(['王女士您好', '您好'])
  expect([voterNamed('王女士'), voterNamed('匿名')]).toEqual(['王女士', '这位群众'])
  expect(referralWording('匿名', '区住建局')).toMatch(/^您好，/)
})
