import type { WorkCalendar } from '../calendars/work-calendar.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { type ErrorKind, Failure } from '../core/errors.ts'
import type { Attachment } from './attachments.model.ts'
import type { Dispute } from './disputes.model.ts'
import type { Entry } from './entering.model.ts'
import type { Feedback } from './judging.model.ts'
import { moves } from './moves.rules.ts'
import type { HandedIn, Periods, Span } from './periods.rules.ts'
import type { MediatingNote, Settlement } from './settling.model.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import type {
  AnswerClass,
  ContactPhase,
  ContactWay,
  DeclineReason,
  HandlerPart,
  SolvedWay,
  SuggestionAct,
  SuggestionClock,
  SuggestionPart,
  SuggestionState,
} from './suggestions.words.ts'
import type {
  ExcellentMark,
  Extension,
  KeyMark,
  Reminding,
  SupervisionNote,
  Waiver,
} from './supervision.model.ts'

export interface Cosigner {
  representativeId: string
  /** When it was first sent to them; before that it is none of theirs, whatever becomes of it. */
  askedAt: EpochMs | null
  confirmedAt: EpochMs | null
  refusedAt: EpochMs | null
  /** Agreed to take it back. */
  agreedAt: EpochMs | null
  /** Came with a suggestion of theirs that was merged into this one; it counts for them there. */
  merged?: true
  /** Signed the paper that the office entered. */
  onPaper?: true
}

export interface Handler {
  departmentId: string
  /** What it was called on the day; absent in what is older than this: as it is called now. */
  departmentName?: string
  part: HandlerPart
  /** When it reached this department; its days to send it back count from then. */
  assignedAt: EpochMs
  receivedAt: EpochMs | null
  /**
   * What ran for it from that day on and until when, as its 交办单 says it; null: that year had no table
   * yet. Absent in what is older than this, or out of a list.
   */
  terms?: readonly { clock: SuggestionClock; span: Span; until: EpochMs | null }[]
}

export interface Objection {
  departmentId: string
  at: EpochMs
}

export interface Contact {
  departmentId: string
  phase: ContactPhase
  way: ContactWay
  /** The day, as it was written. */
  on: string
  people: string
  inCharge: boolean
  text: string
  at: EpochMs
  files?: readonly Attachment[]
  /** Whoever wrote the suggestion says otherwise; absent: nobody does. */
  dispute?: Dispute
}

export interface Letter {
  /** 0: the first answer; 1: the one after 不满意. */
  round: number
  departmentId: string
  /** What it was called when it was signed; absent: not signed yet, or older than this. */
  departmentName?: string
  text: string
  class: AnswerClass
  /** How the district said that class on the day. */
  said?: string
  /** Class B: by when, the end of that day. */
  promisedFor: EpochMs | null
  /** Class A: whether it is solved by now, or will be this year; absent: nobody said. */
  solved?: SolvedWay
  /** 附注 of the letter: whom to ask about it; absent: nobody was named. */
  contactPerson?: string
  contactPhone?: string
  proposedAt: EpochMs
  signer: string | null
  /** The name alone, as an official letter prints it; absent: the signer as it was typed. */
  signerName?: string
  /** 发文字号 of the department; absent in what is not signed, imported, or older than this. */
  document?: string
  signedAt: EpochMs | null
  /** It tells what became of an earlier promise. */
  redeems: boolean
  files?: readonly Attachment[]
}

/** What its head did not sign, and what is to be changed. */
export type SentBack = Pick<
  Letter,
  | 'departmentId'
  | 'round'
  | 'text'
  | 'class'
  | 'promisedFor'
  | 'solved'
  | 'contactPerson'
  | 'contactPhone'
  | 'files'
> & {
  reason: string
  /** Its department does not answer any more since then; whoever does instead may begin with it. */
  leftAt?: EpochMs
}

/** Words of the handling that are no letter: why it was returned, how it was settled. */
export interface Remark {
  act: SuggestionAct
  text: string
  at: EpochMs
  /** Why a department asked to send it back: which one, and when it took that back itself. */
  departmentId?: string
  droppedAt?: EpochMs
  /** Why it was to be taken back, and was not: its lead dropped it, somebody said no, or the answer came first. */
  ended?: 'dropped' | 'refused' | 'answered'
  /** Of other handlers: on which day, and by whom, that was decided; absent: nobody said. */
  on?: string
  decidedBy?: string
}

/** One suggestion with everything that rules look at. */
export interface Matter {
  state: SuggestionState
  representativeId: string
  title: string
  text: string
  secret: boolean
  cosigners: readonly Cosigner[]
  /** Came with one that was merged into it, and went with it again; letters of that time name them. */
  went?: readonly { representativeId: string; from: EpochMs; until: EpochMs }[]
  submittedAt: EpochMs | null
  /** At which session, or after which one; absent: nobody knows. */
  handedIn?: HandedIn
  /** The first assignment; the months of the answer count from it, whatever happens later. */
  firstAssignedAt: EpochMs | null
  handlers: readonly Handler[]
  /** Who had it before, the first first, each until it went to others; for the letters of that time. */
  handlersBefore?: readonly { handlers: readonly Handler[]; until: EpochMs }[]
  /** Came out of a list without an answer and goes on here since then; until when, and with whom, it was before. */
  wentOn?: {
    at: EpochMs
    dueBefore: EpochMs | null
    assignedBefore: EpochMs | null
    before: readonly Handler[]
  }
  /** What was sent back and waits for a word, and what others sent back meanwhile. */
  objection: Objection | null
  moreObjections?: readonly Objection[]
  contacts: readonly Contact[]
  opinions: readonly { departmentId: string; round: number; text: string; at: EpochMs }[]
  /** More time that was asked for, the first one, and what others asked for besides. */
  extension: Extension | null
  moreExtensions?: readonly Extension[]
  /** Whose 会办意见 the answer does not wait for any more, and why. */
  waivers?: readonly Waiver[]
  letters: readonly Letter[]
  /** Drafts that were not signed, for who writes them anew: of each department the last one. */
  sentBack?: readonly SentBack[]
  answeredAt: EpochMs | null
  /** Counts how often it was opened once more. */
  round: number
  /** Who answers once more, where not everybody's answer was bad; absent: whoever answers. */
  again?: readonly string[]
  feedbacks: readonly Feedback[]
  /** Entered from paper, and replaced by what its author, or another paper of theirs, said later. */
  replaced?: readonly Feedback[]
  /** What the office brought about where a second answer was not good enough either. */
  settlements?: readonly Settlement[]
  /** What it did on the way there, the first first. */
  mediating?: readonly MediatingNote[]
  declined: DeclineReason | null
  mergedInto: string | null
  /** Merged: for whom it no longer counts, because they have the same in what it goes on in; absent: nobody. */
  countedThere?: readonly string[]
  withdrawalAskedAt: EpochMs | null
  /** When whoever had not said a word on it was asked once more; of an earlier asking it counts no more. */
  withdrawalAskedAgainAt?: EpochMs
  publishedAt: EpochMs | null
  endedAt: EpochMs | null
  remarks: readonly Remark[]
  /** Whose idea it was: a citizen who attended the session; whoever leads it has taken it up. */
  attendee?: string
  /** Entered by the office from paper; absent: written by its lead. */
  entry?: Entry
  /** Absent in what was written before there was such a mark. */
  files?: readonly Attachment[]
  key?: KeyMark | null
  /** What was done to see to it, the first first; it stays where the mark is taken back. */
  supervised?: readonly SupervisionNote[]
  excellent?: ExcellentMark | null
  reminders?: readonly Reminding[]
}

/** Who acts. */
export type Party =
  | {
      kind: 'office'
      /** 督查: urges whoever owes a step, and does nothing else. */
      inspects?: true
    }
  | { kind: 'representative'; id: string }
  | {
      kind: 'department'
      id: string
      /** 经办人: drafts answers, and signs none. */
      drafts?: true
      /** 签发人: in whose name it is signed, whatever is typed. */
      signs?: { name: string; post: string }
      /** Nobody of it can sign in; it comes by a one-time link. */
      withoutAccount?: true
    }

export interface ClockOwner {
  kind: 'office' | 'representative' | 'department'
  id: string
}

/** What happens to the clocks of a suggestion. */
export type ClockChange =
  | { kind: 'start'; clock: SuggestionClock; owner: ClockOwner; from: EpochMs; span: Span }
  | { kind: 'stop'; clock: SuggestionClock; owner?: string }
  | { kind: 'stop-all' }
  | { kind: 'recount'; clock: SuggestionClock; owner: string; span: Span }

export interface Surroundings {
  now: EpochMs
  periods: Periods
  calendar: WorkCalendar
  /** When the open clock of the representative's judgement runs out; a calendar may move it. */
  feedbackDueAt: EpochMs | null
  /** The clocks that run, each with its own due moment, whatever the periods are by now. */
  running: readonly { clock: SuggestionClock; owner: ClockOwner; dueAt: EpochMs }[]
  /** Which of its representatives have left office. */
  gone: readonly string[]
  /** What a department is called now. */
  department(id: string): string
  /** Which one goes on in the place of one that was merged; itself where it stands. */
  goesOnAs(id: string): string
  /** What whoever acts has sent and nothing names yet. */
  atHand: readonly Attachment[]
  /** The one that a merger names, or that it was merged into, if it is there. */
  target?: Matter
  /** What was merged into this one, directly or by way of others. */
  sources?: readonly Matter[]
  /** Until when the first answer was or is due. */
  answerDueAt?: EpochMs | null
  /** How many of the voters behind it did not agree to anything of theirs being public; absent: none. */
  unwilling?: number
}

export interface Decision {
  matter: Matter
  /** For the ledger: references and figures, never a person's words. */
  data: Record<string, string | number | boolean | null>
  clocks: ClockChange[]
  /** Until when the first answer is due, where no clock says it. */
  answerDueAt?: EpochMs | null
}

export const OFFICE: ClockOwner = { kind: 'office', id: 'office' }

/** Until when a clock of somebody's runs; null: none does. */
export const dueOf = (
  { running }: Pick<Surroundings, 'running'>,
  clock: SuggestionClock,
  own: string,
): EpochMs | null =>
  running.find((one) => one.clock === clock && one.owner.id === own)?.dueAt ?? null

export const refuse = (kind: ErrorKind, path?: string): never => {
  throw new Failure(kind, path === undefined ? {} : { fields: [{ path, message: kind.title }] })
}

export const joined = (matter: Matter): Cosigner[] =>
  matter.cosigners.filter(({ refusedAt }) => refusedAt === null)

/** Those to whom it was sent. */
export const asked = (matter: Matter): Cosigner[] =>
  joined(matter).filter(({ askedAt }) => askedAt !== null)

/** What somebody is to a suggestion; nothing: a stranger. */
export function partOf(matter: Matter, who: Party): SuggestionPart | null {
  switch (who.kind) {
    case 'office':
      return 'office'
    case 'representative':
      if (who.id === matter.representativeId) return 'lead'
      return asked(matter).some(({ representativeId }) => representativeId === who.id)
        ? 'cosigner'
        : null
    case 'department': {
      const own = matter.handlers.find(({ departmentId }) => departmentId === who.id)
      return own === undefined ? null : own.part === 'co' ? 'co' : 'main'
    }
  }
}

/** The office sees what was sent to it; everybody else what they have a part in. */
export function maySee(matter: Matter, who: Party): boolean {
  const part = partOf(matter, who)
  return part === 'office' ? matter.submittedAt !== null : part !== null
}

const beyondInspecting = (act: SuggestionAct, who: Party): boolean =>
  who.kind === 'office' && who.inspects === true && act !== 'remind'

/** What leaves a department is signed by who may. */
const beyondDrafting = (act: SuggestionAct, who: Party): boolean =>
  who.kind === 'department' && who.drafts === true && (act === 'sign' || act === 'redeem')

/** Whether the table has this step now, for this person. */
export function may(matter: Matter, act: SuggestionAct, who: Party): boolean {
  const part = partOf(matter, who)
  return (
    part !== null &&
    !beyondInspecting(act, who) &&
    !beyondDrafting(act, who) &&
    moves[matter.state][act]?.by.includes(part) === true
  )
}

/** Refuses what the table does not have: not now, or not by this person. */
export function mustBeAllowed(matter: Matter, act: SuggestionAct, who: Party): void {
  if (beyondInspecting(act, who)) throw new Failure(suggestionErrors.onlyInspecting)
  if (beyondDrafting(act, who)) throw new Failure(suggestionErrors.onlyDrafting)
  const move = moves[matter.state][act]
  if (move === undefined) throw new Failure(suggestionErrors.notNow)
  const part = partOf(matter, who)
  if (part !== null && move.by.includes(part)) return
  // A colleague was faster: it was theirs, and is done.
  const theirs = Object.values(moves).some((at) => part !== null && at[act]?.by.includes(part))
  throw new Failure(theirs ? suggestionErrors.notNow : suggestionErrors.notYours)
}
