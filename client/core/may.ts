import type { Directive } from 'vue'
import { useSession } from './session.ts'

/**
 * `v-may:accounts`: what stands there calls something with this tag that changes it, and whoever of
 * the office may not is not shown it. `v-may:issues.stations`: it keeps to one's stations, so that
 * accounts that have some only may, too. Everybody else’s acts are decided with each matter.
 */
export const may: Directive<HTMLElement, undefined, 'stations', string> = (
  el,
  { arg, modifiers },
) => {
  const { account, mayChange } = useSession()
  const shown = account?.role !== 'office' || mayChange(arg ?? '', modifiers.stations === true)
  el.style.display = shown ? '' : 'none'
}

declare module 'vue' {
  interface GlobalDirectives {
    vMay: typeof may
  }
}
