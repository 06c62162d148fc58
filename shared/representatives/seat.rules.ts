/** Where somebody sits: their electoral unit by its name, which is all that a unit has, and their station. */
export interface Seat {
  electoralUnit: string | null
  stationId: string | null
}

/** A number as long as a phone's or an identity card's is in the wrong column, and is not kept for ever. */
const LONG_NUMBER = /\d{7}/

/**
 * What the ledger keeps of a change of seat: from where to where, of what changed only. A cell that
 * cannot be the name of a unit is left out; then it is known only that something changed.
 */
export function seatChange(from: Seat, to: Seat): Record<string, string | null> {
  const units = [from.electoralUnit, to.electoralUnit]
  const toldUnit = from.electoralUnit !== to.electoralUnit
  const isUnit = units.every((unit) => unit === null || !LONG_NUMBER.test(unit))
  return {
    ...(toldUnit && isUnit ? { unitFrom: from.electoralUnit, unitTo: to.electoralUnit } : {}),
    ...(from.stationId === to.stationId
      ? {}
      : { stationFrom: from.stationId, stationTo: to.stationId }),
  }
}
