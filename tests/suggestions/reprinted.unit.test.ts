import { withAuthorsOf, withoutAuthors } from '@mashang/shared/suggestions/authors.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import {
  lettersCounted,
  lettersIssued,
  letterWanted,
} from '@mashang/shared/suggestions/issued-letters.rules.ts'
import { STANDARD_LETTERS } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { letterOf } from '@mashang/shared/suggestions/letters.rules.ts'
import type { LetterKind } from '@mashang/shared/suggestions/letters.words.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, departmentNames, here, START, step, steps, who } from './deciding.ts'
import { matters } from './matters.ts'

/** A letter that is printed again is what was issued, whatever has happened since. */

const DAY = 86_400_000
const LATER = START + 9 * DAY
const NEW = departmentNames
const OLD = { ...NEW, housing: '建设局' }
const names = (known: typeof NEW) => ({
  number: '石建〔2026〕1号',
  office: '代表工委',
  representative: (id: string) => id,
  department: (id: string) => known[id] ?? '',
  dueAt: Date.parse('2026-06-02T16:00:00Z'),
})
const printed = (matter: Matter, kind: LetterKind, key?: string, known = NEW) =>
  letterOf(here(matter), letterWanted(here(matter), kind, { key }), names(known), TEXTS)
const all = (matter: Matter, kind: LetterKind, known = NEW) =>
  lettersIssued(here(matter), kind).map(({ key }) => printed(matter, kind, key, known))
/** Names who handed it in where an answer is judged, too. */
const TEXTS = { ...STANDARD_LETTERS, opinionBody: '请评价{提出情况}的建议。' }
const takenAs = (known: typeof NEW, now = START) => ({
  ...around(now),
  department: (id: string) => known[id] ?? '',
})

describe('who joined it', () => {
  const other: Matter = { ...matters.review, representativeId: 'wang', cosigners: [] }
  const before = printed(matters.assigned, 'assignment')

  it('given another one was merged into it after its 交办单, then its authors are not in that', () => {
    const merged = withAuthorsOf(matters.assigned, other, LATER)
    expect(merged.cosigners.map(({ representativeId }) => representativeId)).toContain('wang')
    expect(printed(merged, 'assignment')).toEqual(before)
    const signed = steps(
      withAuthorsOf(matters.signing, other, LATER),
      [['main', commands.sign]],
      LATER + DAY,
    )
    expect(printed(signed, 'opinion').paragraphs.join()).toContain('zhang、wang代表附议')
  })

  it('given it was merged before its 交办单 and taken out again after it, then they are in that', () => {
    const merged = withAuthorsOf(matters.review, other, START)
    const assigned = steps(merged, [['office', commands.assign]], START + DAY)
    const issued = printed(assigned, 'assignment')
    expect(issued.paragraphs[0]).toContain('wang')
    const apart = withoutAuthors(assigned, new Set(['wang']), LATER)
    expect(apart.cosigners.map(({ representativeId }) => representativeId)).toEqual(['zhang'])
    expect(printed(apart, 'assignment')).toEqual(issued)
    const signed = steps(
      apart,
      [
        ['main', commands.receive],
        ['main', commands.contact],
        ['co', commands.opine],
        ['main', commands.propose],
        ['main', commands.sign],
      ],
      LATER + DAY,
    )
    expect(printed(signed, 'opinion').paragraphs.join()).not.toContain('wang')
  })
})

describe('what a department was called', () => {
  const assigned = decide(matters.review, commands.assign, who.office, takenAs(OLD)).matter

  it('given it has another name since, then its letters have the one of their day', () => {
    const ready = steps(assigned, [
      ['main', commands.receive],
      ['main', commands.contact],
      ['co', commands.opine],
      ['main', commands.propose],
    ])
    const signed = decide(ready, commands.sign, who.main, takenAs(OLD)).matter
    for (const kind of ['assignment', 'answer', 'opinion'] as const)
      expect(all(signed, kind)).toEqual(all(signed, kind, OLD))
    expect(printed(signed, 'answer')).toMatchObject({
      signature: '建设局',
      issued: { by: '建设局' },
    })
  })

  it('given it was renamed between assignment and answer, then each letter has the name of its day', () => {
    const promised = { ...commands.propose, class: 'B', promisedFor: '2026-05-31' } as const
    const ready = steps(assigned, [
      ['main', commands.receive],
      ['main', commands.contact],
      ['co', commands.opine],
      ['main', promised],
    ])
    const signed = decide(ready, commands.sign, who.main, takenAs(OLD)).matter
    const kept = decide(signed, commands.redeem, who.main, takenAs(NEW)).matter
    expect(all(kept, 'answer').map(({ signature, name }) => [signature, name])).toEqual([
      ['建设局', '答复函（石建〔2026〕1号，建设局，建函〔2026〕1号）'],
      ['住建局', '答复函（石建〔2026〕1号，住建局，建函〔2026〕2号）'],
    ])
    expect(printed(kept, 'assignment').to).toBe('建设局（主办）、公安局（会办）')
  })

  it('given nobody wrote its name down, then it is today’s', () => {
    const unnamed = <T extends { departmentName?: string }>({ departmentName: _, ...one }: T) => one
    const { handlers, letters } = matters.answered
    const old: Matter = {
      ...matters.answered,
      handlers: handlers.map(unnamed),
      letters: letters.map(unnamed),
    }
    expect(printed(old, 'answer', undefined, OLD).signature).toBe('建设局')
    expect(printed(old, 'assignment', undefined, OLD).to).toBe('建设局（主办）、公安局（会办）')
  })
})

describe('whom it was assigned to', () => {
  const other: SuggestionCommand = {
    act: 'assign',
    lead: 'farming',
    co: ['police'],
    separate: [],
  }
  const before = printed(matters.assigned, 'assignment')
  const moved = steps(matters.objected, [['office', other]], LATER)

  it('given one of them has lost it, then the 交办单 of that day is what it was, and counts for the rest', () => {
    const [first, second, ...more] = all(moved, 'assignment')
    expect(more).toEqual([])
    expect(first).toEqual({ ...before, name: first?.name })
    expect(second).toMatchObject({ to: '农牧局（主办）', date: '2026年3月11日' })
    expect(lettersIssued(here(moved), 'assignment').map(({ inForce }) => inForce)).toEqual([
      true,
      true,
    ])
  })

  it('given all of them have lost it, then theirs is there, counts no more, and is nobody’s own', () => {
    const gone = step(
      matters.assigned,
      'office',
      { act: 'reassign', lead: 'farming', co: [], separate: [] },
      LATER,
    ).matter
    const [first, second] = lettersIssued(here(gone), 'assignment')
    expect([first?.inForce, second?.inForce]).toEqual([false, true])
    expect(printed(gone, 'assignment', first?.key)).toMatchObject({
      to: '住建局（主办）、公安局（会办）',
      paragraphs: before.paragraphs,
      date: '2026年3月2日',
    })
    expect(lettersCounted(here(gone), 'assignment')).toHaveLength(1)
    // Lost again, and given back: each day has its letter.
    const back = steps(
      gone,
      [['office', { act: 'reassign', lead: 'housing', co: [], separate: [] }]],
      LATER + DAY,
    )
    expect(all(back, 'assignment').map(({ to, date }) => [to, date])).toEqual([
      ['住建局（主办）、公安局（会办）', '2026年3月2日'],
      ['农牧局（主办）', '2026年3月11日'],
      ['住建局（主办）', '2026年3月12日'],
    ])
  })

  it('given a part changed, then the earlier letter still says the earlier part', () => {
    const swapped = steps(
      matters.assigned,
      [['office', { act: 'reassign', lead: 'police', co: ['housing'], separate: [] }]],
      LATER,
    )
    expect(all(swapped, 'assignment').map(({ to }) => to)).toEqual([
      '住建局（主办）、公安局（会办）',
      '公安局（主办）、住建局（会办）',
    ])
  })
})
