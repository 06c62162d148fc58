import { DAY, type EpochMs, HOUR } from '@mashang/shared/core/clock.ts'
import { localDay, localParts } from '@mashang/shared/core/local-time.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { documentWords } from '@mashang/shared/suggestions/documents.rules.ts'
import type { Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { defaultPeriods } from '@mashang/shared/suggestions/periods.rules.ts'
import type { AnswerClass } from '@mashang/shared/suggestions/suggestions.words.ts'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { insertDepartment } from '../departments/departments.store.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'
import { insertSuggestion } from '../suggestions/suggestions.store.ts'
import { type Step, takeSteps } from '../suggestions/suggestions.writes.ts'
import { draftOf, newRecord } from '../suggestions/writing.usecases.ts'
import { demoDepartments, demoPlaces, demoTopics } from './demo.topics.ts'

/** What a demo district reproduces: 178 of 204 solved, 87.25 %. The last six are under way. */
const ALL = 204
const CLASS_A = 178
const CLASS_B = 13
/** Those under way, with the last step of each; the first three lie with the demo's department. */
const UNDER_WAY: ReadonlyMap<number, SuggestionCommand['act']> = new Map([
  [32, 'assign'],
  [96, 'receive'],
  [160, 'contact'],
  [45, 'receive'],
  [77, 'contact'],
  [141, 'assign'],
])
/** Joint, and its lead wants it back: whoever signed it has not said a word. */
const WANTED_BACK = 45
const JOINT_EVERY = 5
const CALLED_EVERY = 8
/** 列席人员: 29 of the suggestions are the ideas of eight citizens at the session, invented as everybody here. */
const ATTENDEES = [
  '孙桂芳',
  '郝永胜',
  '乌日娜',
  '靳建军',
  '白音巴图',
  '贺秀英',
  '呼格吉勒',
  '解志强',
] as const
const ATTENDEE_EVERY = 7
/** 重点督办; among them are some of those under way. */
const KEY_EVERY = 64

const attendeeOf = (index: number): string | undefined =>
  index < ALL && index % ATTENDEE_EVERY === 3
    ? ATTENDEES[Math.floor(index / ATTENDEE_EVERY) % ATTENDEES.length]
    : undefined

const isoDay = (at: EpochMs): string => new Date(localDay(at) * DAY).toISOString().slice(0, 10)

/** Spread over those that were answered, instead of one block after another. */
function classOf(index: number): AnswerClass {
  const before = [...UNDER_WAY.keys()].filter((open) => open < index).length
  const place = ((index - before) * 59) % (ALL - UNDER_WAY.size)
  return place < CLASS_A ? 'A' : place < CLASS_A + CLASS_B ? 'B' : 'C'
}

const outcome: Record<AnswerClass, string> = {
  A: '已经办好，请代表到现场看一看；以后由专人管护，有问题随时联系。',
  B: '已列入计划，资金正在落实，按答应的日子完成后再向代表报告。',
  C: '目前资金和用地条件还不具备，已登记在册，条件具备时优先安排。',
}

/** The life of one suggestion from the draft to its end, with the moment of every step. */
function lifeOf(
  index: number,
  start: EpochMs,
  lead: string,
  cosigner: string | null,
  department: { id: string; name: string },
  office: Actor,
): Step[] {
  const steps: Step[] = []
  const take = (at: EpochMs, who: Party, command: SuggestionCommand): void => {
    const actor: Fact['actor'] =
      who.kind === 'office'
        ? { kind: 'account', id: office.accountId }
        : { kind: 'system', id: null }
    steps.push({ command, who, actor, at })
  }
  const by = {
    lead: { kind: 'representative', id: lead } as const,
    office: { kind: 'office' } as const,
    department: { kind: 'department', id: department.id } as const,
  }
  const topic = demoTopics[index % demoTopics.length]
  const answerAt = start + (22 + (index % 50)) * DAY
  const said = classOf(index)
  take(start, by.lead, { act: 'submit' })
  if (cosigner !== null)
    take(start + HOUR, { kind: 'representative', id: cosigner }, { act: 'confirm' })
  take(start + 2 * DAY, by.office, { act: 'assign', lead: department.id, co: [], separate: [] })
  if (index % KEY_EVERY === KEY_EVERY / 2)
    take(start + 3 * DAY, by.office, {
      act: 'mark-key',
      leader: '分管副主任',
      post: '人大常委会',
      reason: '群众反映集中，涉及几个单位。',
    })
  take(start + 4 * DAY, by.department, { act: 'receive' })
  const way = index % CALLED_EVERY === 7 ? 'call' : 'visit'
  take(start + 9 * DAY, by.department, {
    act: 'contact',
    phase: 'before',
    way,
    on: isoDay(start + 9 * DAY),
    people: '分管负责人',
    inCharge: way === 'visit',
    text: '听了代表的想法，一起定了办理的办法。',
  })
  take(answerAt, by.department, {
    act: 'propose',
    text: `代表您好：关于${topic?.what ?? '这件事'}，${outcome[said]}`,
    class: said,
    ...(said === 'A' ? { solved: 'done' } : {}),
    ...(said === 'B' ? { promisedFor: isoDay(start + (330 + (index % 60)) * DAY) } : {}),
  })
  const { year } = localParts(answerAt + DAY)
  take(answerAt + DAY, by.department, {
    act: 'sign',
    signer: '局长王建国',
    document: documentWords({ mark: markOf(department.name), year, number: index + 1 }),
  })
  take(answerAt + (3 + (index % 10)) * DAY, by.lead, {
    act: 'rate',
    attitude: 'satisfied',
    result: said === 'C' || index % 9 === 4 ? 'fair' : 'satisfied',
  })
  if (index % 3 === 0) take(answerAt + 16 * DAY, by.office, { act: 'publish' })
  return steps
}

const wantedBack = (lead: string, at: EpochMs): Step => ({
  command: { act: 'withdraw', reason: '现场看过，单位已经在施工，不用再办。' },
  who: { kind: 'representative', id: lead },
  actor: { kind: 'system', id: null },
  at,
})

/** "石住房函": every department numbers its own letters. */
const markOf = (name: string): string => `石${name.replace(/^区/u, '').slice(0, 2)}函`

/** Plays the suggestions of the last session; each is one commit, with a fact for every step. */
export async function playSuggestions(
  context: Context,
  people: readonly RepresentativeRecord[],
  office: Actor,
  departments: readonly string[],
): Promise<void> {
  const { calendar } = await calendarNow(context)
  const now = context.clock.now()
  const around = {
    calendar,
    periods: defaultPeriods,
    origins: [],
    gone: [],
    department: (id: string) => demoDepartments[departments.indexOf(id)] ?? '',
    goesOnAs: (id: string) => id,
    atHand: [],
  }
  const person = (index: number): RepresentativeRecord =>
    people[index % people.length] as RepresentativeRecord
  const commits: Promise<unknown>[] = []
  /** @param last the act that it has come to; null: its end */
  const play = (
    index: number,
    start: EpochMs,
    last: SuggestionCommand['act'] | null,
    joint: string | null,
  ): void => {
    const topic = demoTopics[index % demoTopics.length]
    const place = demoPlaces[Math.floor(index / demoTopics.length) % demoPlaces.length]
    if (topic === undefined || place === undefined) return
    const lead = person(index)
    const matter = draftOf(lead.id, {
      title: `关于${topic.title.replace('__', place)}的建议`,
      text: `${topic.text.replace('__', place)}\n\n建议：${topic.wish}`,
      secret: false,
      cosigners: joint === null ? [] : [joint],
      attendee: attendeeOf(index),
    })
    const record = newRecord(context, matter, null, start)
    const at = topic.department % departments.length
    const department = { id: departments[at] ?? '', name: demoDepartments[at] ?? '' }
    const life = lifeOf(index, start, lead.id, joint, department, office)
    const end =
      last === null ? life.length : life.findIndex(({ command }) => command.act === last) + 1
    const steps = life.slice(0, end)
    if (index === WANTED_BACK) steps.push(wantedBack(lead.id, now - 2 * DAY))
    const taken = takeSteps(context, record, [], steps, around)
    const writes: Write[] = [insertSuggestion(record), ...taken.writes]
    commits.push(context.db.commit(context.district, writes, taken.facts))
  }
  for (let index = 0; index < ALL; index++) {
    const open = UNDER_WAY.get(index) ?? null
    // What the first representative has still to judge was answered these days.
    const judged = index % people.length !== 0 || index < 100
    const days = open !== null ? 18 + (index % 6) : judged ? 220 - (index % 20) : 26 + (index % 50)
    const joint = index % JOINT_EVERY === 0 ? person(index + 1).id : null
    play(index, now - days * DAY, open ?? (judged ? null : 'sign'), joint)
  }
  // Of these days: to be assigned, and one that waits for the first representative's word.
  for (let index = 0; index < 7; index++)
    play(ALL + index * 3 + 1, now - (index + 1) * DAY, 'submit', null)
  play(ALL + 4, now - 5 * HOUR, 'submit', person(0).id)
  await Promise.all(commits)
}

/** The departments of the demo district, all forty. */
export async function makeDepartments(context: Context): Promise<string[]> {
  const { district } = context
  const made = demoDepartments.map((name, index) => ({
    district,
    id: newId(),
    name,
    createdAt: context.clock.now() + index,
  }))
  await context.db.commit(
    district,
    made.map((row) => insertDepartment(row)),
  )
  return made.map(({ id }) => id)
}
