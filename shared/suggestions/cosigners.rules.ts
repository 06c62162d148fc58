import { type Cosigner, joined, type Matter, type Party } from './matter.rules.ts'

/** Those who were asked to sign too: who of them can say something, and what one says. */

/** Who can still say something; whoever has left office is waited for by nobody. */
export const serving = (matter: Matter, gone: readonly string[]): Cosigner[] =>
  joined(matter).filter(({ representativeId }) => !gone.includes(representativeId))

export const ownPart = (matter: Matter, who: Party): Cosigner | undefined =>
  matter.cosigners.find(
    ({ representativeId }) => who.kind === 'representative' && representativeId === who.id,
  )

export const marked = (matter: Matter, who: Party, change: Partial<Cosigner>): Matter => ({
  ...matter,
  cosigners: matter.cosigners.map((one) =>
    who.kind === 'representative' && one.representativeId === who.id ? { ...one, ...change } : one,
  ),
})
