import { onMounted, onUnmounted, type Ref, ref } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

export interface KeptTillPrinted {
  print: () => void
  /** The dialog to print was closed, and nobody has said yet what became of it. */
  asks: Ref<boolean>
  /** The answer of whoever stands there: no browser tells a print from a dialog that was left again. */
  said: (isPrinted: boolean) => void
}

/**
 * A page that holds what is shown once, until it is on paper: a reload and "back" ask first.
 */
export function useKeptTillPrinted<T>(of: {
  /** Whether something would be lost now. */
  atRisk: () => boolean
  /** What stands there when the dialog is closed: more may come before anybody answers. */
  shown: () => T
  printed: (shown: T) => void
  /** Asked before the page is left. */
  question: string
  left?: () => void
}): KeptTillPrinted {
  const asks = ref(false)
  let shown = of.shown()
  const warn = (event: BeforeUnloadEvent): void => {
    if (of.atRisk()) event.preventDefault()
  }
  const ask = (): void => {
    shown = of.shown()
    asks.value = true
  }
  onMounted(() => {
    window.addEventListener('beforeunload', warn)
    window.addEventListener('afterprint', ask)
  })
  onUnmounted(() => {
    window.removeEventListener('beforeunload', warn)
    window.removeEventListener('afterprint', ask)
  })
  onBeforeRouteLeave(() => {
    const leaves = !of.atRisk() || window.confirm(of.question)
    if (leaves) of.left?.()
    return leaves
  })
  return {
    print: () => window.print(),
    asks,
    said: (isPrinted) => {
      asks.value = false
      if (isPrinted) of.printed(shown)
    },
  }
}
