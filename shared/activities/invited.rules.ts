import type { InviteScope } from './activities.words.ts'

/** Whom an activity is for: everyone, or those of the named areas, units, stations, or by name. */
export interface Invitation {
  scope: InviteScope
  /** Names of areas and units; ids of stations and persons; empty for everyone. */
  of: readonly string[]
}

export interface Invitable {
  id: string
  state: 'serving' | 'left'
  area: string | null
  electoralUnit: string | null
  stationId: string | null
}

const keyOf: Record<Exclude<InviteScope, 'all'>, (one: Invitable) => string | null> = {
  areas: (one) => one.area,
  units: (one) => one.electoralUnit,
  stations: (one) => one.stationId,
  persons: (one) => one.id,
}

/** Those of the roster whom an invitation means; whoever has left office is never among them. */
export function invitedBy<T extends Invitable>(
  invitation: Invitation,
  roster: readonly T[],
): readonly T[] {
  const { scope } = invitation
  const serving = roster.filter((one) => one.state === 'serving')
  if (scope === 'all') return serving
  const wanted = new Set(invitation.of)
  return serving.filter((one) => wanted.has(keyOf[scope](one) ?? ''))
}
