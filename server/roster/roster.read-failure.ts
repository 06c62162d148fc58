import type { RosterErrorName } from './roster.read-kind.ts'

/** Why a file cannot be read, by name, so that it can cross from the reading thread to the server. */
export class UnreadableRoster extends Error {
  readonly why: RosterErrorName

  constructor(why: RosterErrorName, cause?: unknown) {
    super(why, { cause })
    this.name = 'UnreadableRoster'
    this.why = why
  }
}
