import { expect, it } from 'vitest'
import { atWork, done, written } from './steps.ts'

it('what was withdrawn, declined or merged does not stand among the suggestions of a year', async () => {
  const { t, li, office } = await atWork()
  const submitted = async (title: string): Promise<string> => {
    const { id } = await written(li, { title })
    await done(li, id, { act: 'submit' })
    return id
  }
  const [into, merged, declined, withdrawn] = [
    await submitted('装路灯'),
    await submitted('也装路灯'),
    await submitted('不是政府的事'),
    await submitted('不提了'),
  ]
  await written(li, { title: '还没有提交' })
  await done(office, merged, { act: 'merge', into, reason: '同一件事。' })
  await done(office, declined, { act: 'decline', why: 'academic', reason: '不属于政府职权。' })
  await done(li, withdrawn, { act: 'withdraw', reason: '已经解决。' })
  const titles = async (query: string): Promise<string[]> => {
    const { items } = (await li({ url: `/api/suggestions?year=2026${query}` })).json()
    return items.map(({ title }: { title: string }) => title).sort()
  }
  expect(await titles('')).toHaveLength(4)
  expect(await titles('&stands=true')).toEqual(['装路灯'])
  expect(await titles('&stands=false')).toEqual(['不是政府的事', '不提了', '也装路灯'].sort())
  await t.close()
})
