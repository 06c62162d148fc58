import { between } from '@mashang/scripts/prove/random.ts'
import { naughty, oddities } from './naughty.ts'

type Place = { holder: Record<string, unknown> | unknown[]; key: string | number }

/** Everywhere in a value where something could be put instead. */
function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  for (const key of Object.keys(value)) {
    const holder = value as Record<string, unknown>
    found.push({ holder, key })
    placesIn(holder[key], found)
  }
  return found
}

export const anyOf = <T>(random: () => number, of: readonly T[]): T =>
  of[Math.floor(random() * of.length)] as T

/** A copy of a body with one to three things in it that do not belong. */
export function mutated(body: unknown, random: () => number): unknown {
  const copy: unknown = structuredClone(body)
  const oddity = (): unknown => structuredClone(anyOf(random, oddities))
  for (let n = between(random, 1, 3); n > 0; n--) {
    const places = placesIn(copy)
    if (places.length === 0) return oddity()
    const { holder, key } = anyOf(random, places)
    const at = holder as Record<string | number, unknown>
    const draw = random()
    if (draw < 0.5) at[key] = anyOf(random, naughty)
    else if (draw < 0.8) at[key] = oddity()
    else if (draw < 0.9) delete at[key]
    else if (!Array.isArray(at)) at[anyOf(random, naughty)] = oddity()
  }
  return copy
}
