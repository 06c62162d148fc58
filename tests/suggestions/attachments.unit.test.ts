import { notAllThere } from '@mashang/client/suggestions/use-attachments.ts'
import {
  attachmentsOf,
  cleanFileName,
  filesIn,
  filesReleased,
  filesSeen,
} from '@mashang/shared/suggestions/attachments.rules.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, START, step, steps, who } from './deciding.ts'
import { matters } from './matters.ts'

const file = (id: string) => ({ id, name: `${id}.pdf`, type: 'application/pdf', size: 9 }) as const

it('given a file on its way, or one that did not get there, then what names it waits', () => {
  const one = { key: 1, name: '方案.pdf', share: 0.4, fault: '', again: false }
  const failed = { ...one, fault: '没有连上', again: true }
  expect([[], [one], [failed], [failed, one]].map(notAllThere)).toEqual([
    null,
    '附件还在传',
    '先处理没传上的附件',
    '附件还在传',
  ])
})

describe('the name of a file', () => {
  it.each([
    ['现场照片.PNG', 'image/jpeg', '现场照片.jpg'],
    ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
    ['C:\\Users\\li\\说明.pdf', 'application/pdf', '说明.pdf'],
    ['a<b>:"c|?*.pdf', 'application/pdf', 'abc.pdf'],
    ['报告\u202efdp.exe', 'application/pdf', '报告fdp.pdf'],
    ['  ..  ', 'image/jpeg', '附件.jpg'],
    ['', 'application/pdf', '附件.pdf'],
    ['\u0000\n', 'application/pdf', '附件.pdf'],
  ] as const)('given "%s" as %s, then it is saved as "%s"', (given, type, cleaned) =>
    expect(cleanFileName(given, type)).toBe(cleaned),
  )
  it('is never longer than disks allow', () =>
    expect(cleanFileName('长'.repeat(300), 'application/pdf')).toBe(`${'长'.repeat(80)}.pdf`))
})

describe('what a step names', () => {
  it('given a file that is not at hand, then it is refused; twice is once', () => {
    expect(attachmentsOf(['a', 'a', 'b'], [file('a')], [file('b')])).toEqual([file('a'), file('b')])
    expect(attachmentsOf(undefined, [file('a')], [])).toEqual([])
    expect(refusal(matters.handling, 'main', { ...commands.contact, files: ['x'] })).toBe(
      'suggestion.attachment-unknown',
    )
  })

  it('given an answer that is not signed, then its files are not for the representative', () => {
    const named = { ...commands.propose, files: ['plan'] }
    const { matter: signing } = decide(
      matters.handling,
      named,
      { kind: 'department', id: 'housing' },
      { ...around(), atHand: [file('plan')] },
    )
    expect(filesSeen(signing, who.main)).toEqual([file('plan')])
    expect(filesSeen(signing, who.lead)).toEqual([])
    const answered = step(signing, 'main', commands.sign).matter
    expect(filesSeen(answered, who.lead)).toEqual([file('plan')])
    expect(filesReleased(answered)).toEqual([])
    const released = step(answered, 'office', commands.publish).matter
    expect(filesReleased(released)).toEqual([file('plan')])
  })

  it('given an answer that is sent back, then its files stay with it until another one is signed', () => {
    const write = (matter: Matter, files: string[], atHand: string[] = []) =>
      decide(matter, { ...commands.propose, files }, who.main, {
        ...around(),
        atHand: atHand.map(file),
      }).matter
    const back = step(write(matters.handling, ['a', 'b'], ['a', 'b']), 'main', commands.rework)
    expect(filesIn(back.matter)).toEqual([file('a'), file('b')])
    const seen = (by: Party) => filesSeen(back.matter, by).length
    expect([who.main, who.office, who.co, who.lead].map(seen)).toEqual([2, 2, 0, 0])
    expect(filesReleased({ ...back.matter, publishedAt: START })).toEqual([])
    // Written anew with one of them; the other one is kept as long as it may be sent back again.
    const anew = write(back.matter, ['b'])
    expect(anew.letters.map(({ files }) => files)).toEqual([[file('b')]])
    expect(new Set(filesIn(anew).map(({ id }) => id))).toEqual(new Set(['a', 'b']))
    expect(filesIn(step(anew, 'main', commands.sign).matter)).toEqual([file('b')])
  })

  it('given the department lost it, then what it had to write anew is dropped', () => {
    const signing = decide(matters.handling, { ...commands.propose, files: ['a'] }, who.main, {
      ...around(),
      atHand: [file('a')],
    }).matter
    const given = steps(signing, [
      ['main', commands.rework],
      ['main', commands.object],
      ['office', { act: 'assign', lead: 'police', co: [], separate: [] }],
    ])
    expect([filesIn(given), given.sentBack]).toEqual([[], []])
  })

  it('given a draft that is taken back, then nothing of it is kept', () => {
    const drafted = { ...matters.draft, files: [file('a')] }
    expect(filesIn(step(drafted, 'lead', commands.withdraw).matter)).toEqual([])
  })
})
