import { shallowRef } from 'vue'

/** People and places by id. */
export interface Carried {
  representatives: readonly string[]
  stations: readonly string[]
}

const nothing: Carried = { representatives: [], stations: [] }
const carried = shallowRef(nothing)

/** What was chosen in one table goes along to the page that does something with it. */
export function carry(chosen: Partial<Carried>): void {
  carried.value = { ...nothing, ...chosen }
}

/** Taken once: whoever comes back later begins anew. */
export function takeCarried(): Carried {
  const taken = carried.value
  carried.value = nothing
  return taken
}
