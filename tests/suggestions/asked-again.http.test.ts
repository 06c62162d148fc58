import { expect, it } from 'vitest'
import { atWork, done, fresh, text, written } from './steps.ts'

it('given a suggestion that was returned and changed, then whoever is asked once more reads what was', async () => {
  const { t, li, office } = await atWork()
  const zhang = fresh(t, 1)
  const cosigners = [t.seed.representatives[1]?.id ?? '']
  const { id } = await written(li, { cosigners })
  await done(li, id, { act: 'submit' })
  const show = async () => (await zhang({ url: `/api/suggestions/${id}` })).json()
  expect((await show()).changedSince).toBeNull()
  await done(zhang, id, { act: 'confirm' })
  await done(office, id, { act: 'return', reason: '请写明是哪几个小区' })
  const unchanged = async () => (await li({ url: `/api/suggestions/${id}` })).json().unchanged
  expect(await unchanged()).toBe(true)
  // Saved as it was, it is as it was.
  await done(li, id, { act: 'edit', ...text, cosigners })
  expect(await unchanged()).toBe(true)
  await done(li, id, { act: 'edit', ...text, cosigners, text: '锦绣、明珠等六个小区没有路灯。' })
  expect(await unchanged()).toBe(false)
  await done(li, id, { act: 'submit' })
  expect((await show()).changedSince).toEqual(['text'])
  // The lead knows what they changed.
  expect((await li({ url: `/api/suggestions/${id}` })).json().changedSince).toBeNull()
  await done(zhang, id, { act: 'confirm' })
  expect((await show()).changedSince).toBeNull()
  await t.close()
})
