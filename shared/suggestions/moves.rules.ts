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

/** Nobody's any more, it is withdrawn as long as no answer was given. */
const withdrawable: ReadonlySet<SuggestionState> = new Set<SuggestionState>([
  'review',
  'returned',
  'assigned',
  'objected',
  'handling',
  'signing',
])
/** Withdrawing is the lead's, and of a joint one everybody's who confirmed. */
const withdrawal = (state: SuggestionState) => ({
  withdraw: { by: ['lead'], to: [state, 'withdrawn'] } as Move,
  agree: { by: ['cosigner'], to: [state, 'withdrawn'] } as Move,
  'drop-withdrawal': self(['lead'])(state),
  disagree: self(['cosigner'])(state),
})

/** 重点督办, while it is under way. */
const key = (state: SuggestionState) => ({
  'mark-key': self(['office'])(state),
  'unmark-key': self(['office'])(state),
  supervise: self(['office'])(state),
})
/** What must not come out is found out at any time, also of earlier years. */
const secrecy = (state: SuggestionState) => ({
  'mark-secret': self(['office'])(state),
  'unmark-secret': self(['office'])(state),
})
/** 优秀建议: named once it is answered, and taken back whatever became of it since. */
const praise = (state: SuggestionState) => ({
  'mark-excellent': self(['office'])(state),
  'unmark-excellent': self(['office'])(state),
})
const blame = (state: SuggestionState) => ({ 'unmark-excellent': self(['office'])(state) })
const remind = (state: SuggestionState) => ({ remind: self(['office'])(state) })
/** Until it is answered, who waits for 会办意见 urges for them, too. */
const urge = (state: SuggestionState) => ({ remind: self(['office', 'main'])(state) })

/** What went on out of a list of an earlier year by a slip. */
const layBy: { 'lay-by': Move } = { 'lay-by': { by: ['office'], to: ['closed'] } }

/** Others are to handle it, or more, or fewer; not once the answer is out. */
const reassigning = (...to: SuggestionState[]): { reassign: Move } => ({
  reassign: { by: ['office'], to: ['assigned', 'handling', 'answered', ...to] },
})

const log = self(['main'])
const opinion = self(['co'])
/** What the office entered from paper may be said otherwise by its author: what followed goes back with it. */
const sayItself = (...to: SuggestionState[]): { rate: Move } => ({
  rate: { by: ['lead', 'cosigner', 'office'], to },
})

/** Of several that answer apart, one may have promised something already. */
const promise = (state: SuggestionState) => ({ redeem: log(state) })

/** Whoever wrote it says that a noted talk was none, or otherwise; the office finds out. */
const disputing = (state: SuggestionState) => ({
  dispute: self(['lead', 'cosigner'])(state),
  weigh: self(['office'])(state),
})

/** Until it is answered, whom the office entered from paper says that it is not theirs; the office looks. */
const verify = (state: SuggestionState): { verify: Move } => ({
  verify: { by: ['office'], to: withdrawable.has(state) ? [state, 'withdrawn'] : [state] },
})
const disowning = (state: SuggestionState) => ({
  disown: self(['lead', 'cosigner'])(state),
  ...verify(state),
})

/**
 * What each department does for itself until the answer, whatever the others do; who has not
 * received it yet is held up by a guard, and nobody else is.
 */
const working = (state: SuggestionState) => ({
  contact: log(state),
  opine: opinion(state),
  waive: self(['office'])(state),
  'ask-extension': log(state),
  'decide-extension': self(['office'])(state),
  ...promise(state),
  ...disputing(state),
})

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
    'send-on': { by: ['lead'], to: ['review'] },
    ...withdrawal('cosigning'),
  },
  review: {
    return: { by: ['office'], to: ['returned'] },
    decline: { by: ['office'], to: ['declined'] },
    merge: { by: ['office'], to: ['merged'] },
    assign: { by: ['office'], to: ['assigned'] },
    ...layBy,
    ...withdrawal('review'),
    ...disowning('review'),
    'take-back': { by: ['office'], to: ['withdrawn'] },
    ...key('review'),
    ...secrecy('review'),
  },
  returned: {
    edit: self(['lead'])('returned'),
    submit: { by: ['lead'], to: ['cosigning', 'review'] },
    ...withdrawal('returned'),
    ...disowning('returned'),
    'take-back': { by: ['office'], to: ['withdrawn'] },
  },
  declined: { resume: { by: ['office'], to: ['review'] } },
  merged: { unmerge: { by: ['office'], to: ['review'] } },
  assigned: {
    receive: { by: ['main', 'co'], to: ['assigned', 'handling'] },
    object: { by: ['main', 'co'], to: ['objected'] },
    ...reassigning(),
    ...layBy,
    ...working('assigned'),
    propose: { by: ['main'], to: ['signing'] },
    ...withdrawal('assigned'),
    ...disowning('assigned'),
    ...key('assigned'),
    ...secrecy('assigned'),
    ...urge('assigned'),
  },
  objected: {
    // What one of several sends back is decided while the others work on.
    assign: { by: ['office'], to: ['assigned', 'signing', 'answered'] },
    reject: { by: ['office'], to: ['objected', 'assigned', 'handling', 'signing'] },
    // As long as the office has not decided.
    'drop-objection': { by: ['main', 'co'], to: ['objected', 'assigned', 'handling', 'signing'] },
    receive: { by: ['main', 'co'], to: ['objected'] },
    object: { by: ['main', 'co'], to: ['objected'] },
    ...working('objected'),
    propose: log('objected'),
    rework: log('objected'),
    sign: { by: ['main'], to: ['objected', 'answered'] },
    ...withdrawal('objected'),
    ...disowning('objected'),
    ...key('objected'),
    ...secrecy('objected'),
    ...urge('objected'),
  },
  handling: {
    receive: { by: ['co'], to: ['handling'] },
    object: { by: ['main', 'co'], to: ['objected'] },
    ...reassigning(),
    ...working('handling'),
    propose: { by: ['main'], to: ['signing'] },
    ...withdrawal('handling'),
    ...disowning('handling'),
    ...key('handling'),
    ...secrecy('handling'),
    ...urge('handling'),
  },
  signing: {
    // One of several has drafted its answer; the others are on their way still.
    receive: { by: ['main', 'co'], to: ['signing'] },
    object: { by: ['main', 'co'], to: ['objected'] },
    ...reassigning('signing'),
    ...working('signing'),
    propose: log('signing'),
    rework: { by: ['main'], to: ['assigned', 'handling', 'redo', 'signing'] },
    sign: { by: ['main'], to: ['assigned', 'handling', 'redo', 'signing', 'answered'] },
    ...withdrawal('signing'),
    ...disowning('signing'),
    ...key('signing'),
    ...secrecy('signing'),
    ...urge('signing'),
  },
  answered: {
    contact: log('answered'),
    ...verify('answered'),
    ...disputing('answered'),
    // The office from paper, or where everybody who wrote it has left.
    rate: { by: ['lead', 'cosigner', 'office'], to: ['answered', 'closed', 'redo', 'mediation'] },
    close: { by: ['office'], to: ['closed'] },
    ...promise('answered'),
    publish: self(['office'])('answered'),
    unpublish: self(['office'])('answered'),
    ...key('answered'),
    ...praise('answered'),
    ...secrecy('answered'),
    ...remind('answered'),
  },
  redo: {
    contact: log('redo'),
    ...verify('redo'),
    ...disputing('redo'),
    opine: opinion('redo'),
    ...sayItself('redo', 'closed'),
    propose: { by: ['main'], to: ['signing'] },
    ...promise('redo'),
    unpublish: self(['office'])('redo'),
    ...key('redo'),
    ...blame('redo'),
    ...secrecy('redo'),
    ...urge('redo'),
  },
  mediation: {
    contact: log('mediation'),
    ...verify('mediation'),
    ...disputing('mediation'),
    ...sayItself('mediation', 'closed'),
    ...promise('mediation'),
    mediate: self(['office'])('mediation'),
    settle: { by: ['office'], to: ['closed'] },
    unpublish: self(['office'])('mediation'),
    ...key('mediation'),
    ...blame('mediation'),
    ...secrecy('mediation'),
  },
  closed: {
    contact: log('closed'),
    ...verify('closed'),
    ...promise('closed'),
    // The lead's word has ended it; whoever co-signed may still say theirs.
    ...sayItself('closed', 'redo', 'mediation'),
    publish: self(['office'])('closed'),
    unpublish: self(['office'])('closed'),
    // What the office settled: asked about once, and it stays closed.
    accept: self(['lead', 'cosigner'])('closed'),
    // A promise may be open still.
    ...remind('closed'),
    // What came out of a list: without an answer, or with a promise that is open.
    'go-on': { by: ['office'], to: ['assigned', 'review'] },
    retell: self(['office'])('closed'),
    'unmark-key': self(['office'])('closed'),
    // A promise that is open is seen to still.
    supervise: self(['office'])('closed'),
    ...praise('closed'),
    ...secrecy('closed'),
  },
  withdrawn: {},
}

/**
 * Whether another one may be merged into one that stands there: it lies with no author, and has not
 * ended, so that who comes to it still reads an answer or judges the one there is.
 */
export const takesIn = (state: SuggestionState): boolean =>
  !['draft', 'cosigning', 'returned', 'merged', 'withdrawn', 'declined', 'closed'].includes(state)
