import type { ActivityAct, ActivityPart, ActivityState } from './activities.words.ts'

export interface Move {
  /** Whose step it is. */
  by: readonly ActivityPart[]
  /** What follows. */
  to: readonly ActivityState[]
}

const by = (part: ActivityPart, to: ActivityState): Move => ({ by: [part], to: [to] })

/** Kept after the end, too: nobody has written the minutes when the chairs are put away. */
const papers = (state: ActivityState) => ({
  minute: by('organiser', state),
  photograph: by('organiser', state),
  unphotograph: by('organiser', state),
})

/**
 * What may happen when, by whom, and what follows. The one table behind the buttons, the refusals
 * of the server and the state diagram in the docs.
 */
export const moves: Readonly<Record<ActivityState, Readonly<Partial<Record<ActivityAct, Move>>>>> =
  {
    open: {
      change: by('organiser', 'open'),
      cancel: by('organiser', 'cancelled'),
      invite: by('organiser', 'open'),
      come: by('invited', 'open'),
      decline: by('invited', 'open'),
      arrive: by('invited', 'open'),
      mark: by('organiser', 'open'),
      ...papers('open'),
      close: by('organiser', 'closed'),
    },
    closed: { ...papers('closed'), correct: by('organiser', 'closed') },
    cancelled: {},
  }
