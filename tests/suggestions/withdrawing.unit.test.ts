import { DAY } from '@mashang/shared/core/clock.ts'
import type { Attachment } from '@mashang/shared/suggestions/attachments.model.ts'
import {
  afterDeparture,
  silentOnes,
  withAuthorsOf,
  withoutAuthors,
} from '@mashang/shared/suggestions/authors.rules.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Cosigner, Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { askAgain, askedToAgree } from '@mashang/shared/suggestions/withdrawal.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, draft, refusal, START, step, steps, who } from './deciding.ts'
import { entered, handling, matters } from './matters.ts'

const cosigner = (representativeId: string, more: Partial<Cosigner> = {}): Cosigner => ({
  representativeId,
  askedAt: null,
  confirmedAt: null,
  refusedAt: null,
  agreedAt: null,
  ...more,
})
/** Three who write it: the lead, and two who were asked and have joined. */
const two = steps({ ...draft, cosigners: [cosigner('zhang'), cosigner('nobody')] }, [
  ['lead', commands.submit],
  ['cosigner', commands.confirm],
  ['stranger', commands.confirm],
])
const asked = step(two, 'lead', commands.withdraw)

describe('taking a joint suggestion back', () => {
  it('waits for everybody who joined, with its reason', () => {
    expect([asked.matter.state, asked.data, asked.clocks]).toEqual([
      'review',
      { agreed: false },
      [],
    ])
    expect(asked.matter.remarks).toEqual([{ act: 'withdraw', text: '已经解决', at: START }])
    expect(askedToAgree(asked.matter, []).map((one) => one.representativeId)).toEqual([
      'zhang',
      'nobody',
    ])
    const one = step(asked.matter, 'cosigner', commands.agree)
    expect([one.matter.state, one.data]).toEqual(['review', { agreed: false }])
    expect(refusal(one.matter, 'cosigner', commands.agree)).toBe('suggestion.already-done')
    const all = step(one.matter, 'stranger', commands.agree)
    expect([all.matter.state, all.matter.endedAt, all.data]).toEqual([
      'withdrawn',
      START,
      { agreed: true },
    ])
    expect(all.clocks).toEqual([{ kind: 'stop-all' }])
  })

  it('leaves what was attached where it was handed in, and nothing of what never was', () => {
    const files = [{ id: 'a', name: '照片.jpg' }] as unknown as Attachment[]
    const withFiles = { ...matters.cosigning, files, submittedAt: null }
    const thrown = steps(withFiles, [['cosigner', commands.refuse]])
    const back = decide(
      { ...withFiles, cosigners: [] },
      commands.withdraw,
      who.lead,
      around(),
    ).matter
    expect([thrown.state, back.state, back.files]).toEqual(['review', 'withdrawn', []])
    const handedIn = decide({ ...two, cosigners: [], files }, commands.withdraw, who.lead, around())
    expect(handedIn.matter.files).toEqual(files)
    const plain = decide({ ...two, cosigners: [] }, commands.withdraw, who.lead, around())
    expect(plain.matter.files).toEqual([])
  })

  it('of a draft leaves nothing but that there was one', () => {
    const { matter } = step({ ...draft, attendee: '其木格' }, 'lead', commands.withdraw)
    expect(matter).toMatchObject({ state: 'withdrawn', text: '', cosigners: [], remarks: [] })
    expect(matter.title).not.toBe(draft.title)
    expect(matter).not.toHaveProperty('attendee')
    expect(step(draft, 'lead', commands.withdraw).matter.remarks).toEqual([])
  })

  it('is asked for once, before the answer, and not where others go on in it', () => {
    expect(refusal(asked.matter, 'lead', commands.withdraw)).toBe('suggestion.already-done')
    expect(refusal({ ...handling, answeredAt: START }, 'lead', commands.withdraw)).toBe(
      'suggestion.withdraw-answered',
    )
    const others = { ...around(), sources: [draft] }
    expect(() => decide(two, commands.withdraw, who.lead, others)).toThrow('others-go-on-here')
  })

  it('is dropped by its lead as if nobody had asked', () => {
    const half = step(asked.matter, 'cosigner', commands.agree).matter
    const earlier = { act: 'withdraw', text: '从前', at: START - 5 } as const
    const { matter, data, clocks } = step(
      { ...half, remarks: [earlier, ...half.remarks] },
      'lead',
      commands['drop-withdrawal'],
    )
    expect([matter.withdrawalAskedAt, data, clocks]).toEqual([null, {}, []])
    expect(matter.cosigners.map(({ agreedAt }) => agreedAt)).toEqual([null, null])
    expect(matter.remarks).toEqual([earlier, { ...asked.matter.remarks[0], ended: 'dropped' }])
    expect(refusal(two, 'lead', commands['drop-withdrawal'])).toBe('suggestion.not-now')
  })

  it('is over where one who joined says no, with a reason or without', () => {
    const half = step(asked.matter, 'cosigner', commands.agree).matter
    const no = step(half, 'stranger', commands.disagree)
    expect(no.matter).toMatchObject({ state: 'review', withdrawalAskedAt: null })
    expect(no.matter.remarks).toEqual([
      { ...asked.matter.remarks[0], ended: 'refused' },
      { act: 'disagree', text: '事情还没有解决', at: START },
    ])
    const silent = step(half, 'stranger', { act: 'disagree' }).matter
    expect(silent.remarks).toHaveLength(1)
    expect(refusal(half, 'cosigner', commands.disagree)).toBe('suggestion.already-done')
    expect(refusal(two, 'stranger', commands.disagree)).toBe('suggestion.not-now')
    const notJoined = {
      ...asked.matter,
      cosigners: [...asked.matter.cosigners.slice(0, 1), cosigner('nobody', { askedAt: START })],
    }
    expect(refusal(notJoined, 'stranger', commands.disagree)).toBe('suggestion.not-now')
  })

  it('asks once more after three days, once, whoever has said nothing', () => {
    const at = (matter: Matter, now: number, gone: string[] = []) => askAgain(matter, { now, gone })
    const due = START + 3 * DAY
    expect(at(asked.matter, due - 1)).toBeNull()
    const again = at(asked.matter, due)
    expect(again?.matter.withdrawalAskedAgainAt).toBe(due)
    expect(at(again?.matter ?? two, due + DAY)).toBeNull()
    expect(at({ ...asked.matter, withdrawalAskedAgainAt: START }, due)).not.toBeNull()
    expect([at(two, due), at(asked.matter, due, ['zhang', 'nobody'])]).toEqual([null, null])
  })
})

describe('who wrote it with its lead', () => {
  it('was asked when it was sent, and keeps that when they are asked again', () => {
    const edited = step(matters.returned, 'lead', {
      ...commands.edit,
      cosigners: ['zhang', 'nobody'],
    }).matter
    expect(edited.cosigners).toEqual([cosigner('zhang', { askedAt: START }), cosigner('nobody')])
    expect(edited).not.toHaveProperty('attendee')
    const named = step(draft, 'lead', { ...commands.edit, attendee: '其木格' })
    expect(named.matter.attendee).toBe('其木格')
    expect(named.data.changed).not.toBe('')
    expect(step(entered, 'office', commands.return).matter.entry?.takenUp).toBeUndefined()
    const taken = step(step(entered, 'office', commands.return).matter, 'lead', commands.edit)
    expect(taken.matter.entry?.takenUp).toBe(true)
  })

  it('confirms once, and the office has it when nobody is waited for', () => {
    expect(
      refusal({ ...matters.cosigning, cosigners: two.cosigners }, 'cosigner', commands.confirm),
    ).toBe('suggestion.already-done')
    const { matter, data, clocks } = step(
      matters.cosigning,
      'cosigner',
      commands.confirm,
      START + 5,
    )
    expect([matter.state, matter.submittedAt, data]).toEqual([
      'review',
      START + 5,
      { submitted: true },
    ])
    expect(clocks).toMatchObject([{ kind: 'start', clock: 'assign', from: START + 5 }])
    const sent = { ...matters.cosigning, submittedAt: START }
    expect(step(sent, 'cosigner', commands.confirm, START + 5).matter.submittedAt).toBe(START)
    const watched = { ...sent, key: { leader: '王主任', post: '副主任', reason: '', at: START } }
    expect(step(watched, 'cosigner', commands.confirm).data).toEqual({ submitted: true, key: true })
  })

  it('is not waited for any longer where its lead sends it on', () => {
    const waits = steps({ ...draft, cosigners: [cosigner('zhang'), cosigner('nobody')] }, [
      ['lead', commands.submit],
      ['cosigner', commands.confirm],
    ])
    expect(silentOnes(waits, [])).toEqual(['nobody'])
    const { matter, data } = step(waits, 'lead', commands['send-on'])
    expect([matter.state, data]).toEqual(['review', { submitted: true, silent: 1 }])
    expect(matter.cosigners.map(({ refusedAt }) => refusedAt)).toEqual([null, START])
    expect(refusal({ ...waits, withdrawalAskedAt: START }, 'lead', commands['send-on'])).toBe(
      'suggestion.not-now',
    )
    expect(refusal({ ...waits, cosigners: [] }, 'lead', commands['send-on'])).toBe(
      'suggestion.not-now',
    )
  })

  it('and left office is not waited for either', () => {
    const leaving = (matter: Matter, ...gone: string[]) =>
      afterDeparture(matter, { ...around(), gone })
    expect(leaving(matters.cosigning, 'zhang')?.matter.state).toBe('review')
    expect(leaving(matters.cosigning, 'somebody')).toBeNull()
    expect(leaving(matters.cosigning, 'zhang', 'li')).toBeNull()
    expect(leaving(asked.matter, 'zhang')).toBeNull()
    expect(leaving(asked.matter, 'zhang', 'nobody')?.matter.state).toBe('withdrawn')
    expect(leaving(handling, 'zhang')).toBeNull()
  })
})

describe('authors of what is merged', () => {
  const target = { ...two, representativeId: 'wang', cosigners: [cosigner('zhao', { askedAt: 1 })] }
  it('come along, without a step of theirs, unless they are there already', () => {
    expect(withAuthorsOf(target, matters.review, 7).cosigners).toEqual([
      cosigner('zhao', { askedAt: 1 }),
      ...['li', 'zhang'].map((id) => cosigner(id, { askedAt: 7, confirmedAt: 7, merged: true })),
    ])
    const own = {
      ...target,
      representativeId: 'li',
      cosigners: [cosigner('zhang', { askedAt: 1 })],
    }
    expect(withAuthorsOf(own, matters.review, 7)).toBe(own)
  })
  it('who came once and refused since are not brought back; who refused by themselves come', () => {
    const refused = (more: Partial<Cosigner>) => ({
      ...target,
      cosigners: [cosigner('zhang', { askedAt: 1, refusedAt: 2, ...more })],
    })
    const ids = (matter: Matter) =>
      withAuthorsOf(matter, matters.review, 7).cosigners.map(({ representativeId, refusedAt }) => [
        representativeId,
        refusedAt,
      ])
    expect(ids(refused({ merged: true }))).toEqual([
      ['zhang', 2],
      ['li', null],
    ])
    expect(ids(refused({}))).toEqual([
      ['li', null],
      ['zhang', null],
    ])
  })
  it('go again with it, and it is known from when until when they were there', () => {
    const merged = withAuthorsOf(target, matters.review, 7)
    const { cosigners, went } = withoutAuthors(merged, new Set(['li', 'zhang']), 9)
    expect(cosigners).toEqual(target.cosigners)
    expect(went).toEqual([
      { representativeId: 'li', from: 7, until: 9 },
      { representativeId: 'zhang', from: 7, until: 9 },
    ])
    expect(withoutAuthors(merged, new Set(), 9)).toBe(merged)
  })
})
