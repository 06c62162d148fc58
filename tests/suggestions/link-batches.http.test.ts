import { DAY } from '@mashang/shared/core/clock.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rightBefore } from '../support/while-committing.ts'
import { type LinkDesk, linkDesk } from './link-desk.ts'
import { assignedTo, department, done, fresh, written } from './steps.ts'

type Made = z.output<NonNullable<typeof supervisionApi.linkMany.reply>>

let t: TestApp
let lead: Client
let office: Client
let housing: { id: string }
let desk: LinkDesk
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  lead = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  desk = linkDesk(t)
})
afterAll(() => t.close())

/** A department without an account. */
const unit = async (name: string): Promise<string> =>
  (await post(office, '/api/departments', { name })).json<{ id: string }>().id
const assigned = async (own: string, title: string): Promise<string> =>
  (await assignedTo({ lead, office }, own, { title })).id
const links = async (ids: string[], again?: Made['out']): Promise<Made> => {
  const reply = await post(office, '/api/suggestion-link-batches', {
    ids,
    ...(again && {
      again: again.map(({ id, department: to }) => ({ id, departmentId: to.id })),
    }),
  })
  expect(outcome(reply)).toBe('200')
  return reply.json()
}
const token = (url: string): string => new URL(url).hash.slice(1)

describe('links for many at once', () => {
  it('given a co-handler, then its slip asks for its opinion, not for an answer', async () => {
    const [police, schools] = [await unit('消防大队'), await unit('民政局')]
    const { id } = await written(lead, { title: '校门口留出消防通道' })
    await done(lead, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: police, co: [schools] })
    const made = await links([id])
    expect(made.links.map(({ department: to, task }) => [to.name, task]).sort()).toEqual([
      ['民政局', 'opinion'],
      ['消防大队', 'answer'],
    ])
  })

  it('given departments without an account, each gets one for every suggestion, side by side', async () => {
    const [police, schools] = [await unit('公安分局'), await unit('教育局')]
    const ids = [
      await assigned(police, '路口装探头'),
      await assigned(schools, '学校门口让路'),
      await assigned(police, '夜里巡逻'),
      await assigned(housing.id, '给老楼加电梯'),
    ]
    const made = await links(ids)
    expect(made.links.map(({ department: to, title }) => [to.name, title])).toEqual([
      ['公安分局', '路口装探头'],
      ['公安分局', '夜里巡逻'],
      ['教育局', '学校门口让路'],
    ])
    expect(made.links.map(({ task }) => task)).toEqual(['answer', 'answer', 'answer'])
    // Who has an account signs in, and is sent none.
    expect(made.links.some(({ department: to }) => to.id === housing.id)).toBe(false)
    expect([made.held, made.out, made.refused]).toEqual([0, [], []])
    for (const { url, svg } of made.links) {
      expect(outcome(await desk.open(token(url)))).toBe('200')
      expect(svg).toContain('<svg')
    }
  })

  it('given links that are out, then they stay good and only the others are made, until it is said expressly', async () => {
    const [fire, doors] = [await unit('消防救援大队'), await unit('房屋管理中心')]
    const ids = [await assigned(fire, '楼道里的电动车'), await assigned(fire, '消火栓没有水')]
    const [first, second] = (await links(ids)).links
    expect(outcome(await desk.receive(token(first?.url ?? '')))).toBe('200')
    const more = [...ids, await assigned(doors, '单元门关不上')]
    const made = await links(more)
    expect(made.links.map(({ title }) => title)).toEqual(['单元门关不上'])
    expect([made.held, made.out]).toEqual([
      1,
      [
        {
          id: second?.id,
          number: second?.number,
          title: '消火栓没有水',
          department: { id: fire, name: '消防救援大队' },
        },
      ],
    ])
    expect(outcome(await desk.open(token(second?.url ?? '')))).toBe('200')
    const anew = await links(more, made.out)
    expect(anew.links.map(({ id }) => id)).toEqual([second?.id])
    expect([anew.held, anew.out]).toEqual([0, []])
    expect(outcome(await desk.open(token(anew.links[0]?.url ?? '')))).toBe('200')
    expect(outcome(await desk.open(token(second?.url ?? '')))).not.toBe('200')
    // What was made beside it stays good, and nobody at work loses theirs.
    expect(outcome(await desk.open(token(made.links[0]?.url ?? '')))).toBe('200')
    const whose = { id: fire, name: '消防救援大队' }
    const held = [{ id: ids[0] ?? '', number: null, title: '', department: whose }]
    expect((await links(ids, held)).links).toEqual([])
    expect(outcome(await desk.open(token(first?.url ?? '')))).toBe('200')
  })

  it('given a link that ran out, then a new one is made unasked', async () => {
    const parks = await unit('园林绿化中心')
    const back = await assigned(parks, '树挡住了路灯')
    const [old] = (await links([back])).links
    t.clock.advance(400 * DAY)
    const [next] = (await links([back])).links
    expect(next?.title).toBe('树挡住了路灯')
    expect(outcome(await desk.open(token(old?.url ?? '')))).not.toBe('200')
    expect(outcome(await desk.open(token(next?.url ?? '')))).toBe('200')
  })

  it('given somebody who takes the link up just then, then they keep it', async () => {
    const roads = await unit('公路养护中心')
    const id = await assigned(roads, '坑槽补一补')
    const [first] = (await links([id])).links
    const { out } = await links([id])
    rightBefore(t, 'insert suggestionLinks', () => desk.receive(token(first?.url ?? '')))
    const anew = await links([id], out)
    expect([anew.links, anew.out, anew.held, anew.refused]).toEqual([[], [], 1, []])
    expect(outcome(await desk.open(token(first?.url ?? '')))).toBe('200')
  })

  it('given a colleague who makes one just then, then theirs stays good', async () => {
    const grain = await unit('粮食和物资储备中心')
    const id = await assigned(grain, '粮库门口的路')
    let theirs: { url: string } | undefined
    rightBefore(t, 'insert suggestionLinks', async () => {
      const body = { departmentId: grain }
      theirs = (await post(office, `/api/suggestions/${id}/links`, body)).json()
    })
    const made = await links([id])
    expect([made.links, made.out.map((one) => one.id), made.held]).toEqual([[], [id], 0])
    expect(outcome(await desk.open(token(theirs?.url ?? '')))).toBe('200')
  })

  it('what waits for nobody has no link, and none is refused for it', async () => {
    const water = await unit('水务局')
    const id = await assigned(water, '河道清淤')
    const withdrawn = await assigned(water, '水表换新')
    const [link] = (await links([id])).links
    expect(link?.title).toBe('河道清淤')
    await post(lead, `/api/suggestions/${withdrawn}/acts`, {
      act: 'withdraw',
      reason: '已经换好了，不用再办',
    })
    expect((await links([withdrawn])).links).toEqual([])
    expect(outcome(await post(office, '/api/suggestion-link-batches', { ids: [] }))).toBe(
      '400 request.invalid',
    )
    expect(outcome(await post(lead, '/api/suggestion-link-batches', { ids: [id] }))).toBe(
      '403 auth.forbidden',
    )
  })
})
