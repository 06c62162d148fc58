import { joined, type Matter, type Party } from './matter.rules.ts'

/**
 * Whether somebody speaks for all who wrote it: the lead; where the lead has left, whoever co-signed
 * it and serves.
 */
export function speaksForAuthors(matter: Matter, who: Party, gone: readonly string[]): boolean {
  if (who.kind !== 'representative') return false
  if (who.id === matter.representativeId) return true
  return (
    gone.includes(matter.representativeId) &&
    !gone.includes(who.id) &&
    joined(matter).some(({ representativeId }) => representativeId === who.id)
  )
}
