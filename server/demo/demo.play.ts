import { calendarErrors } from '@mashang/shared/calendars/calendars.errors.ts'
import { DAY, type EpochMs, HOUR, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { ladderOf } from '@mashang/shared/districts/ladder.rules.ts'
import type { ResponseCommand } from '@mashang/shared/issues/commands.model.ts'
import { filing } from '@mashang/shared/issues/filing.model.ts'
import type { Verdict } from '@mashang/shared/issues/issues.words.ts'
import { findAccountOfRepresentative } from '../accounts/accounts.store.ts'
import { activeCodes } from '../codes/codes.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { fileIssue } from '../issues/filing.usecases.ts'
import { open, respond } from '../issues/handling.usecases.ts'
import { publish } from '../issues/publication.usecases.ts'
import {
  askVoter,
  conclude,
  extendResolution,
  lengthenResolution,
} from '../issues/resolution.usecases.ts'
import { judge } from '../issues/verdict.usecases.ts'
import { sweepLadder } from '../notices/ladder.usecases.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { type DemoMatter, demoDeclined, demoMatters } from './demo.matters.ts'
import { type DemoPromise, demoPromises, promisedMatter } from './demo.promises.ts'
import { makeDemoSheets } from './demo.sheets.ts'

const VOTERS = [
  { name: '王秀兰', salutation: 'ms', phone: '13900000137' },
  { name: '赵建国', salutation: 'mr', phone: '13900000138' },
  { name: '白音其其格', salutation: 'ms', phone: '13900000139' },
  { name: '孙立', salutation: 'mr' },
  {},
] as const

/** How far back the demo's history goes. */
const HISTORY = 70 * DAY

/** Which answer its voter calls an acknowledgement only. */
const DOUBTED = 4

/** How many matters each of the first on the roster has answered; which of them came late. */
const ANSWERED = [36, 14, 9, 12, 6, 11]
const LATE_AT = [22, 5, -1, 9, -1, 2]

/** Hours until an answer in time, by turns. */
const ANSWER_HOURS = [3, 5.8, 9, 2, 14, 21, 1.5, 7, 11, 4, 17, 6, 12, 8]

/** Of those still open: how many hours ago they were filed. The first is overdue. */
const OPEN_HOURS = [25, 20.3, 16.4, 5.7, 3.7, 0.6]

/** The one that nobody has looked at, so that the office has something to watch. */
const UNHEARD = 4

/** Every second voter agrees that the matter may be shown. */
const consents = (voter: number): boolean => voter % 2 === 0

interface Act {
  at: EpochMs
  run(context: Context): Promise<void>
}

/** The same district a moment ago; every act of the demo is stamped with its own time. */
const at = (context: Context, moment: EpochMs): Context => ({
  ...context,
  // Whole milliseconds: PostgreSQL takes no others.
  clock: { now: () => Math.round(moment) },
})

/** Plays some weeks of the demo district through the real use cases, in the order of time. */
export async function playDemo(context: Context, office: Actor): Promise<void> {
  const now = context.clock.now()
  const people = (await allRepresentatives(context))
    .filter((r) => r.state === 'serving' && r.phone !== null)
    .slice(0, 6)
  const codes = await activeCodes(context)
  const ladder = ladderOf(await districtNow(context))
  const sheets = await makeDemoSheets(context, people)
  const acts: Act[] = []
  const issues = new Map<string, { id: string; receipt: string }>()
  /** Two of three voters stood before a poster. */
  const codeOf = (personId: string, voter: number, filedAt: EpochMs): string | undefined => {
    const own = (sheets.get(personId) ?? []).filter(({ printedAt }) => printedAt < filedAt)
    return (voter % 3 === 0 ? undefined : own[voter % own.length]?.code) ?? codes.get(personId)
  }

  const plan = (
    key: string,
    person: RepresentativeRecord,
    matter: DemoMatter,
    filedAt: EpochMs,
    voter: number,
  ): void => {
    acts.push({
      at: filedAt,
      run: async (then) => {
        const { kind, field, title, text, place } = matter
        const body = filing.parse({
          code: codeOf(person.id, voter, filedAt),
          representativeId: person.id,
          kind,
          field,
          title,
          text,
          place,
          contact: VOTERS[voter % VOTERS.length],
          hidden: voter % 7 === 3,
          publish: consents(voter),
        })
        issues.set(key, await fileIssue(then, `demo-filing-${key}`, body))
      },
    })
  }
  const reply = (
    key: string,
    person: RepresentativeRecord,
    command: ResponseCommand,
    when: EpochMs,
  ): void => {
    acts.push({
      at: when,
      run: async (then) => {
        const actor = await actorFor(then, person)
        const id = issues.get(key)?.id ?? ''
        await open(at(then, when - 30 * MINUTE), id, actor)
        await respond(then, id, command, actor)
      },
    })
  }

  const judgeLater = (
    key: string,
    when: EpochMs,
    solved: Verdict,
    onlyAcknowledged: boolean,
  ): void => {
    acts.push({
      at: when,
      run: async (then) => {
        const receipt = issues.get(key)?.receipt ?? ''
        const verdict = {
          answer: onlyAcknowledged ? 'acceptable' : 'satisfied',
          solved,
          onlyAcknowledged,
          text: undefined,
        } as const
        await judge(then, receipt, verdict)
      },
    })
  }

  const releaseLater = (key: string, matter: DemoMatter, when: EpochMs): void => {
    acts.push({
      at: when,
      run: async (then) => {
        await publish(then, issues.get(key)?.id ?? '', { title: matter.title, was: null }, office)
      },
    })
  }

  let turn = 0
  for (const [index, person] of people.entries()) {
    const many = ANSWERED[index] ?? 0
    for (let i = 0; i < many; i++) {
      const matter = demoMatters[turn % demoMatters.length] as DemoMatter
      const ago = Math.round(((many - i) * (HISTORY - 2 * DAY)) / many)
      const filedAt = now - 2 * DAY - ago + index * 3 * HOUR
      const hours = i === LATE_AT[index] ? 26 : (ANSWER_HOURS[turn % ANSWER_HOURS.length] as number)
      const answeredAt = filedAt + hours * HOUR
      const key = `past-${turn}`
      plan(key, person, matter, filedAt, turn)
      // What its voter does not judge was settled with the answer itself.
      const judged = turn % 3 !== 2
      reply(key, person, { decision: 'answer', text: matter.answer, settled: !judged }, answeredAt)
      if (judged)
        judgeLater(
          key,
          answeredAt + 16 * HOUR,
          turn % 4 === 0 ? 'acceptable' : 'satisfied',
          // One voter says that it was no answer, so that the office finds something to look at.
          turn === DOUBTED,
        )
      if (consents(turn)) releaseLater(key, matter, answeredAt + 40 * HOUR)
      turn++
    }
  }
  const last = people.at(-1)
  if (last !== undefined) {
    const filedAt = now - 9 * DAY
    const to = { kind: 'elsewhere', id: undefined, name: demoDeclined.goTo } as const
    plan('declined', last, demoDeclined, filedAt, turn)
    reply(
      'declined',
      last,
      { decision: 'decline', text: demoDeclined.answer, to },
      filedAt + 4 * HOUR,
    )
  }
  for (const [index, promise] of demoPromises.entries()) {
    const person = people[promise.person] as RepresentativeRecord
    const matter = promisedMatter(promise)
    const key = `promise-${index}`
    const answeredAt = now - promise.filed + promise.answered
    plan(key, person, matter, now - promise.filed, index)
    reply(key, person, { decision: 'answer', text: matter.answer }, answeredAt)
    const { step } = promise
    if (step !== undefined)
      acts.push({
        at: answeredAt + step.after,
        run: async (moment) => {
          const actor = await actorFor(moment, person)
          await carryOut(moment, issues.get(key)?.id ?? '', step, actor)
        },
      })
  }
  for (const [index, hours] of OPEN_HOURS.entries()) {
    const person = people[index < 4 ? 0 : 1] as RepresentativeRecord
    const matter = demoMatters[(index * 5 + 6) % demoMatters.length] as DemoMatter
    const filedAt = now - hours * HOUR
    plan(`open-${index}`, person, matter, filedAt, index)
    // Reminded in its time, as by a system that never stood still.
    for (const level of ladder.levels)
      if (level.hours < hours)
        acts.push({
          at: filedAt + level.hours * HOUR + SECOND,
          run: async (then) => {
            await sweepLadder(then, () => then.clock.now())
          },
        })
    if (index !== UNHEARD && hours > 1)
      acts.push({
        at: now - (hours - 0.7) * HOUR,
        run: async (then) =>
          await open(then, issues.get(`open-${index}`)?.id ?? '', await actorFor(then, person)),
      })
  }
  for (const act of acts.sort((a, b) => a.at - b.at)) await act.run(at(context, act.at))
}

/** One step of carrying out what was promised. */
async function carryOut(
  context: Context,
  id: string,
  step: NonNullable<DemoPromise['step']>,
  actor: Actor,
): Promise<void> {
  try {
    if (step.kind === 'extend') await extendResolution(context, id, step, actor)
    else if (step.kind === 'lengthen') await lengthenResolution(context, id, step.reason, actor)
    else if (step.kind === 'ask') await askVoter(context, id, step.question, actor)
    else await conclude(context, id, { text: step.text }, actor)
  } catch (error) {
    // Played in a year whose holidays nobody has entered yet, there is nothing to count by.
    if (!(error instanceof Failure) || error.kind.code !== calendarErrors.yearUnknown.code)
      throw error
  }
}

async function actorFor(context: Context, person: RepresentativeRecord): Promise<Actor> {
  const account = await findAccountOfRepresentative(context, person.id)
  if (account === null) throw new Error(`demo representative ${person.id} has no account`)
  return {
    accountId: account.id,
    name: person.name,
    role: 'representative',
    representativeId: person.id,
    stationId: person.stationId,
  }
}
