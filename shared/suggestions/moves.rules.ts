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

/** 重点督办, while it is under way. */
const key = (state: SuggestionState) => ({
  'mark-key': self(['office'])(state),
  'unmark-key': self(['office'])(state),
})
const remind = (state: SuggestionState) => ({ remind: self(['office'])(state) })

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
    ...key('review'),
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
    reassign: self(['office'])('assigned'),
    ...withdrawal('assigned'),
    ...key('assigned'),
    ...remind('assigned'),
  },
  objected: {
    assign: { by: ['office'], to: ['assigned', 'answered'] },
    reject: { by: ['office'], to: ['assigned', 'handling'] },
    ...withdrawal('objected'),
    ...key('objected'),
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
    ...key('handling'),
    ...remind('handling'),
  },
  signing: {
    contact: log('signing'),
    opine: opinion('signing'),
    propose: log('signing'),
    rework: { by: ['main'], to: ['handling', 'redo', 'signing'] },
    sign: { by: ['main'], to: ['handling', 'redo', 'signing', 'answered'] },
    ...withdrawal('signing'),
    ...key('signing'),
    ...remind('signing'),
  },
  answered: {
    contact: log('answered'),
    // The office only where everybody who wrote it has left.
    rate: { by: ['lead', 'cosigner', 'office'], to: ['answered', 'closed', 'redo', 'mediation'] },
    close: { by: ['office'], to: ['closed'] },
    redeem: log('answered'),
    publish: self(['office'])('answered'),
    unpublish: self(['office'])('answered'),
    ...key('answered'),
    ...remind('answered'),
  },
  redo: {
    contact: log('redo'),
    opine: opinion('redo'),
    propose: { by: ['main'], to: ['signing'] },
    unpublish: self(['office'])('redo'),
    ...key('redo'),
    ...remind('redo'),
  },
  mediation: {
    contact: log('mediation'),
    settle: { by: ['office'], to: ['closed'] },
    unpublish: self(['office'])('mediation'),
    ...key('mediation'),
  },
  closed: {
    contact: log('closed'),
    redeem: log('closed'),
    // The lead's word has ended it; whoever co-signed may still say theirs.
    rate: self(['cosigner'])('closed'),
    publish: self(['office'])('closed'),
    unpublish: self(['office'])('closed'),
    // A promise may be open still.
    ...remind('closed'),
    'unmark-key': self(['office'])('closed'),
  },
  withdrawn: {},
}
