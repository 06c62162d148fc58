import { resumeAtLimit } from '@mashang/server/issues/resolution.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { expect } from 'vitest'
import { ANSWER, filed, post, respond } from '../issues/steps.ts'
import { type Matter, midnight, workingDaysAfter } from './ladder-model.ts'
import { HANDS, PEOPLE, People } from './ladder-people.ts'

const DONE = '电缆昨天换好了，晚上我去看过，3 号楼的灯都亮了。'
const PASSED = '这条路归另一位代表联系的住建口，他明天上午去现场看，周五给您回话。'
const REASON = '他管这一片。'

/** What people do, and what the model makes of it. */
export class Acts extends People {
  async file(): Promise<void> {
    // One of them has more, so that more lies together.
    const hand = this.pick([0, ...PEOPLE] as const) ?? 0
    const { id, receipt } = await filed(this.t, {}, hand)
    this.model.filed(id, receipt, hand, this.now)
  }

  async answer(matter: Matter): Promise<void> {
    const settled = this.random() < 0.2
    const body = { decision: 'answer', text: ANSWER, settled }
    this.went(await respond(this.worker(matter), matter.id, body))
    this.model.answered(matter, this.now, settled)
  }

  async decline(matter: Matter): Promise<void> {
    const to = { kind: 'elsewhere', name: '区人民法院' }
    // As an answer does, it goes to all that wait together.
    const all = this.model.together(matter, 'decline')
    this.went(await this.work(matter, 'response', { decision: 'decline', to, text: PASSED }))
    for (const one of all) {
      this.model.ended(one, 'declined', this.now)
      one.forOffice = false
    }
  }

  async passOn(matter: Matter): Promise<void> {
    const hand = this.another(matter.hand)
    const to = {
      kind: hand === 'station' ? 'station' : 'representative',
      id: this.eyes.handId(hand),
    }
    const reply = await this.work(matter, 'response', { decision: 'refer', to, text: PASSED })
    this.went(reply, matter.bounces < 2 ? '200' : '409 issue.too-many-bounces')
    if (matter.bounces < 2) this.model.passedOn(matter, hand, this.now)
  }

  async sendOut(matter: Matter): Promise<void> {
    const to = { kind: 'department', name: '区住建局' }
    this.went(await this.work(matter, 'response', { decision: 'refer', to, text: PASSED }))
    this.model.sentOut(matter)
  }

  async reassign(matter: Matter): Promise<void> {
    const to = this.pick(PEOPLE.filter((one) => one !== matter.hand)) ?? 0
    const command = { representativeId: this.eyes.handId(to), reason: REASON }
    const [what, body] = matter.forOffice
      ? ['office-decision', { assign: command }]
      : ['reassignment', command]
    this.went(await post(this.by('office'), `/api/issues/${matter.id}/${what}`, body))
    this.model.reassigned(matter, to, this.now)
  }

  async askOffice(matter: Matter): Promise<void> {
    this.went(await this.work(matter, 'office-request', { reason: '两边都说不归自己。' }))
    matter.forOffice = true
  }

  async officeAnswers(matter: Matter): Promise<void> {
    const url = `/api/issues/${matter.id}/office-decision`
    this.went(await post(this.by('office'), url, { text: ANSWER }))
    const settles = matter.state === 'coordinating'
    // An answer goes to all that wait together; what was coordinated ends alone.
    const all = settles ? [matter] : this.model.together(matter, 'answer')
    for (const one of all) {
      this.model.ended(one, settles ? 'closed' : 'concluded', this.now)
      one.forOffice = false
    }
  }

  async conclude(matter: Matter): Promise<void> {
    this.went(await this.work(matter, 'conclusion', { text: DONE }))
    this.model.ended(matter, 'concluded', this.now)
    matter.forOffice = false
  }

  /** A question to the voter: what was promised stands still. */
  async ask(matter: Matter): Promise<void> {
    const { promise } = matter
    if (promise === null) return
    const refusal = this.#mayNotAsk(promise)
    const reply = await this.work(matter, 'question', { text: '您说的是南门还是西门的灯？' })
    this.went(reply, refusal ?? '200')
    if (refusal !== null) return
    promise.questions++
    promise.pausedUntil = workingDaysAfter(this.now, 5)
  }

  #mayNotAsk({ pausedUntil, questions, dueAt }: NonNullable<Matter['promise']>): string | null {
    if (pausedUntil !== null) return '409 issue.not-now'
    if (questions === 2) return '409 issue.too-many-waits'
    return this.now > dueAt ? '409 issue.too-late-to-extend' : null
  }

  async resume(matter: Matter): Promise<void> {
    this.went(await this.work(matter, 'resumption'))
    this.model.spoken(matter)
  }

  /** Two processes let go on what has waited as long as it may. Returns how many there were. */
  async waitedLongEnough(): Promise<number> {
    const over = this.model.matters.filter(
      ({ promise }) => promise !== null && (promise.pausedUntil ?? Infinity) <= this.now,
    )
    const resumed = await Promise.all([
      resumeAtLimit(this.t.context),
      resumeAtLimit(this.t.context),
    ])
    expect(resumed[0] + resumed[1], this.told()).toBe(over.length)
    for (const matter of over) this.model.spoken(matter)
    return over.length
  }

  async thank(matter: Matter): Promise<void> {
    const reply = await this.voter(matter, 'messages', { text: '谢谢代表！' })
    this.went(reply, matter.state === 'withdrawn' ? '409 issue.not-now' : '200')
    this.model.spoken(matter)
  }

  async withdraw(matter: Matter): Promise<void> {
    this.went(await this.voter(matter, 'withdrawal'))
    this.model.withdrawn(matter, this.now)
  }

  async judge(matter: Matter, how: 'good' | 'bad' | 'only acknowledged'): Promise<void> {
    const onlyAcknowledged = how === 'only acknowledged'
    const solved = how === 'bad' ? 'dissatisfied' : 'satisfied'
    // Whoever is satisfied with an answer cannot say that it was none.
    const answer = onlyAcknowledged ? 'acceptable' : 'satisfied'
    this.went(await this.voter(matter, 'verdict', { answer, solved, onlyAcknowledged }))
    if (how === 'bad' && matter.redos === 0) return this.model.redo(matter, this.now)
    // Said of the second answer, that it was none is heard like any other dissatisfaction.
    const bad = how === 'bad' || (onlyAcknowledged && matter.redos > 0)
    const { endedAt } = matter
    this.model.ended(matter, bad ? 'coordinating' : 'closed', this.now)
    matter.endedAt = endedAt
    if (onlyAcknowledged && !bad) matter.review = 'pending'
    matter.forOffice = bad
  }

  async review(matter: Matter): Promise<void> {
    const upheld = this.random() < 0.7
    const url = `/api/issues/${matter.id}/acknowledgement-review`
    this.went(await post(this.by('office'), url, { upheld, reason: '没说谁来办。' }))
    matter.review = 'over'
    if (upheld && matter.state === 'closed' && matter.redos === 0) this.model.redo(matter, this.now)
  }

  async join(matter: Matter): Promise<void> {
    const other = this.some(
      (one) => one !== matter && one.hand === matter.hand && one.state !== 'withdrawn',
    )
    if (other === undefined) return
    this.went(await this.work(matter, 'group-members', { issueId: other.id }, other))
    this.model.joined(matter, other)
  }

  async takeOut(matter: Matter): Promise<void> {
    this.went(await this.work(matter, 'group-exit', { reason: '是另一盏灯' }))
    matter.group = null
  }

  async leave(): Promise<void> {
    const who = this.pick(PEOPLE) ?? 0
    const startsAt = midnight(this.now)
    const endsAt = startsAt + (1 + Math.floor(this.random() * 3)) * DAY
    const away = this.model.aways.filter((one) => one.endsAt > this.now)
    const known = away.filter((one) => one.startsAt < endsAt).map((one) => one.who)
    const standIn = this.pick(HANDS.filter((one) => one !== who && !known.some((k) => k === one)))
    if (known.includes(who) || standIn === undefined) return
    const day = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(0, 10)
    const reply = await post(this.by(who), '/api/leaves', {
      from: day(startsAt),
      to: day(endsAt - 1),
      standIn: {
        kind: standIn === 'station' ? 'station' : 'representative',
        id: this.eyes.handId(standIn),
      },
    })
    // Whoever stands in for somebody meanwhile cannot go: nobody would look after that one.
    const standsIn = away.some((one) => one.startsAt < endsAt && one.standIn === who)
    this.went(reply, standsIn ? '409 leave.stands-in' : '201')
    if (standsIn) return
    this.model.aways.push({ id: reply.json().id, who, standIn, startsAt, endsAt })
  }

  async back(): Promise<void> {
    const away = this.pick(this.model.aways.filter((one) => one.endsAt > this.now))
    if (away === undefined) return
    this.went(await post(this.by(away.who), `/api/leaves/${away.id}/end`))
    away.endsAt = this.now
  }
}
