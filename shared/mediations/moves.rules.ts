import type { MediationAct, MediationPart, MediationState } from './mediations.words.ts'

interface Move {
  /** Whose step it is. */
  by: readonly MediationPart[]
  /** What follows. */
  to: readonly MediationState[]
}

const office = (to: MediationState): Move => ({ by: ['office'], to: [to] })
const mediator = (to: MediationState): Move => ({ by: ['mediator'], to: [to] })
const both = (to: MediationState): Move => ({ by: ['office', 'mediator'], to: [to] })

/** Somebody may be asked, join and step back as long as it runs. */
const people = (state: MediationState) => ({
  invite: office(state),
  join: mediator(state),
  recuse: mediator(state),
  withdraw: office('ended'),
})

/**
 * What may happen when, by whom, and what follows. The one table behind the buttons, the refusals
 * of the server and the state diagram in the docs.
 */
export const moves: Readonly<
  Record<MediationState, Readonly<Partial<Record<MediationAct, Move>>>>
> = {
  registered: { ...people('registered'), accept: office('accepted') },
  accepted: {
    ...people('accepted'),
    consent: office('mediating'),
    refuse: office('ended'),
  },
  mediating: {
    ...people('mediating'),
    log: both('mediating'),
    extend: office('mediating'),
    finish: office('ended'),
  },
  ended: { log: both('ended'), confirm: office('ended'), correct: office('ended') },
}
