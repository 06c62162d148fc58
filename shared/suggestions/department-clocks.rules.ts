import { NOT_COUNTED_YET } from '../issues/resolution.rules.ts'
import { signersNow } from './answers.rules.ts'
import type { ClockChange, Handler, Matter, Surroundings } from './matter.rules.ts'
import { extensionOf } from './more-time.rules.ts'
import { months, spanEnd, workingDays } from './periods.rules.ts'
import { countsAsTalk } from './stage.rules.ts'

/** What runs for the departments that it is assigned to, and until when. */

/** Everything that runs for a department until its answer; what is done already runs for nobody. */
export function clocksOf(matter: Matter, from: number, { periods }: Surroundings): ClockChange[] {
  const start = (
    handler: Handler,
    clock: 'return' | 'contact' | 'opinion' | 'answer',
    span: ReturnType<typeof months>,
    // Whoever had it already has had those days.
    at = handler.assignedAt,
  ): ClockChange => ({
    kind: 'start',
    clock,
    owner: { kind: 'department', id: handler.departmentId },
    from: at,
    span,
  })
  const signed = signersNow(matter)
  const talked = new Set(matter.contacts.filter(countsAsTalk).map((one) => one.departmentId))
  const spoken = new Set(matter.opinions.map(({ departmentId }) => departmentId))
  return matter.handlers.flatMap((handler) => {
    const { departmentId, part } = handler
    if (part !== 'co' && signed.has(departmentId)) return []
    const sendBack = start(handler, 'return', workingDays(periods.returnDays))
    if (part === 'co')
      return spoken.has(departmentId)
        ? [sendBack]
        : [sendBack, start(handler, 'opinion', months(periods.opinionMonths))]
    const extended = extensionOf(matter, departmentId)?.granted === true
    const answer = extended ? periods.extendedMonths : periods.answerMonths
    return [
      sendBack,
      ...(talked.has(departmentId)
        ? []
        : [start(handler, 'contact', workingDays(periods.contactDays))]),
      // From the first assignment, also where it lies elsewhere now.
      start(handler, 'answer', months(answer), from),
    ]
  })
}

/** Who comes to it now knows until when, whatever is granted later, or becomes of the calendar. */
export function withTerms(
  handlers: readonly Handler[],
  started: readonly ClockChange[],
  { now, calendar }: Surroundings,
): Handler[] {
  const termsOf = (own: string): NonNullable<Handler['terms']> =>
    started.flatMap((one) => {
      if (one.kind !== 'start' || one.owner.id !== own) return []
      const until = spanEnd(one.from, one.span, calendar)
      return [{ clock: one.clock, span: one.span, until: until === NOT_COUNTED_YET ? null : until }]
    })
  return handlers.map((one) =>
    one.assignedAt === now ? { ...one, terms: termsOf(one.departmentId) } : one,
  )
}
