import type { SuggestionView } from '../suggestions.query.ts'

/** Who is to handle one suggestion, as it is chosen. */
export interface Handlers {
  way: 'lead' | 'separate'
  lead: string
  /** Co-handlers of the lead, or those that answer apart. */
  others: readonly string[]
}

export const nobody: Handlers = { way: 'lead', lead: '', others: [] }

/**
 * Who had it and may have it again, where it is given anew: not whoever sent it back.
 * @param slip the lead was a slip, and another one is to be chosen
 */
export function handlersBefore(
  { handlers, objections }: Pick<SuggestionView, 'handlers' | 'objections'>,
  slip = false,
): Handlers {
  const left = handlers.filter(({ name }) => !objections.includes(name))
  const lead = slip ? undefined : left.find(({ part }) => part === 'lead')
  return {
    way: handlers.some(({ part }) => part === 'separate') ? 'separate' : 'lead',
    lead: lead?.id ?? '',
    others: left.flatMap(({ id, part }) => (part === 'lead' ? [] : [id])),
  }
}

/** Whoever leads does not stand beside itself. */
export const ledBy = (handlers: Handlers, lead: string): Handlers => ({
  ...handlers,
  lead,
  others: handlers.others.filter((one) => one !== lead),
})

/** The other way: whoever was to lead is the first that answers apart, and leads again on the way back. */
export function inWay(handlers: Handlers, way: Handlers['way']): Handlers {
  const led = ledBy(handlers, handlers.lead)
  return way === 'lead' || led.lead === ''
    ? { ...led, way }
    : { ...led, way, others: [led.lead, ...led.others] }
}

export const isComplete = ({ way, lead, others }: Handlers): boolean =>
  way === 'lead' ? lead !== '' : others.length >= 2

/** In the shape of a step. */
export const handlersSent = ({ way, lead, others }: Handlers) =>
  way === 'lead' ? { lead, co: [...others], separate: [] } : { co: [], separate: [...others] }

/** Each department, with what it is beside a lead. */
export const partsOf = ({
  way,
  lead,
  others,
}: Handlers): { id: string; part: '' | '会办' | '分办' }[] =>
  way === 'lead'
    ? [{ id: lead, part: '' }, ...others.map((id) => ({ id, part: '会办' as const }))]
    : others.map((id) => ({ id, part: '分办' as const }))
