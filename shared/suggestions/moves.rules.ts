import type { SuggestionAct, SuggestionPart, SuggestionState } from './suggestions.words.ts'

export interface Move {
  /** Whose step it is. */
  by: readonly SuggestionPart[]
  /** What may follow; which of several, the matter itself decides. */
  to: readonly SuggestionState[]
}

const self =
  (by: readonly SuggestionPart[]) =>
  (state: SuggestionState): Move => ({ by, to: [state] })

/** Withdrawing is the lead's, and of a joint one everybody's who confirmed. */
const withdrawal = (state: SuggestionState) => ({
  withdraw: { by: ['lead'], to: [state, 'withdrawn'] } as Move,
  agree: { by: ['cosigner'], to: [state, 'withdrawn'] } as Move,
})

const log = self(['main'])
const opinion = self(['co'])

/**
 * What may happen when, by whom, and what follows. The one table behind the buttons of all four
 * desks, the refusals of the server and the state diagram in the docs.
 */
export const moves: Readonly<
  Record<SuggestionState, Readonly<Partial<Record<SuggestionAct, Move>>>>
> = {
  draft: {
    edit: self(['lead'])('draft'),
    submit: { by: ['lead'], to: ['cosigning', 'review'] },
    withdraw: { by: ['lead'], to: ['withdrawn'] },
  },
  cosigning: {
    confirm: { by: ['cosigner'], to: ['cosigning', 'review'] },
    refuse: { by: ['cosigner'], to: ['cosigning', 'review', 'withdrawn'] },
    ...withdrawal('cosigning'),
  },
  review: {
    return: { by: ['office'], to: ['returned'] },
    decline: { by: ['office'], to: ['declined'] },
    merge: { by: ['office'], to: ['merged'] },
    assign: { by: ['office'], to: ['assigned'] },
    ...withdrawal('review'),
  },
  returned: {
    edit: self(['lead'])('returned'),
    submit: { by: ['lead'], to: ['cosigning', 'review'] },
    ...withdrawal('returned'),
  },
  declined: {},
  merged: {},
  assigned: {
    receive: { by: ['main', 'co'], to: ['assigned', 'handling'] },
    object: { by: ['main', 'co'], to: ['objected'] },
    ...withdrawal('assigned'),
  },
  objected: {
    assign: { by: ['office'], to: ['assigned', 'answered'] },
    reject: { by: ['office'], to: ['assigned', 'handling'] },
    ...withdrawal('objected'),
  },
  handling: {
    receive: { by: ['co'], to: ['handling'] },
    object: { by: ['main', 'co'], to: ['objected'] },
    contact: log('handling'),
    opine: opinion('handling'),
    'ask-extension': log('handling'),
    'decide-extension': self(['office'])('handling'),
    propose: { by: ['main'], to: ['signing'] },
    ...withdrawal('handling'),
  },
  signing: {
    contact: log('signing'),
    opine: opinion('signing'),
    propose: log('signing'),
    rework: { by: ['main'], to: ['handling', 'redo', 'signing'] },
    sign: { by: ['main'], to: ['handling', 'redo', 'signing', 'answered'] },
    ...withdrawal('signing'),
  },
  answered: {
    contact: log('answered'),
    rate: { by: ['lead', 'cosigner'], to: ['answered', 'closed', 'redo', 'mediation'] },
    close: { by: ['office'], to: ['closed'] },
    redeem: log('answered'),
    publish: self(['office'])('answered'),
    unpublish: self(['office'])('answered'),
  },
  redo: {
    contact: log('redo'),
    opine: opinion('redo'),
    propose: { by: ['main'], to: ['signing'] },
    unpublish: self(['office'])('redo'),
  },
  mediation: {
    contact: log('mediation'),
    settle: { by: ['office'], to: ['closed'] },
    unpublish: self(['office'])('mediation'),
  },
  closed: {
    contact: log('closed'),
    redeem: log('closed'),
    publish: self(['office'])('closed'),
    unpublish: self(['office'])('closed'),
  },
  withdrawn: {},
}
