import type { Matter, Party } from './matter.rules.ts'
import { speakersOf } from './speaking.rules.ts'
import { hasObjected } from './stage.rules.ts'

/** Whose clock a fact is about, and who is to hear that it ends. */

export const ownerIn = ({ ownerKind: kind, owner: id }: Record<string, unknown>): Party =>
  kind === 'office' ? { kind } : ({ kind, id } as Party)

/** Whoever can do it now: in place of a lead who left, who speaks for the authors; nobody: the office. */
function able(owner: Party, matter: Matter, left: (id: string) => boolean): Party[] {
  // What a department has sent back waits for the office, and not for anything of its own.
  if (owner.kind === 'department') return hasObjected(matter, owner.id) ? [] : [owner]
  if (owner.kind === 'office') return [owner]
  const speak = speakersOf(matter, left)
  return speak.length === 0
    ? [{ kind: 'office' }]
    : speak.map((id) => ({ kind: 'representative', id }))
}

/** Before the end whoever can do it, after it the office, too. */
export function warned(
  act: 'clock-soon' | 'clock-late',
  data: Record<string, unknown>,
  matter: Matter,
  left: (id: string) => boolean,
): Party[] {
  const those = able(ownerIn(data), matter, left)
  const toldAnyway = act === 'clock-soon' || those.some(({ kind }) => kind === 'office')
  return toldAnyway ? those : [...those, { kind: 'office' }]
}
