import { onMounted, onUnmounted } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

/** Asks before somebody leaves with changes that are not kept. */
export function useUnsaved(isUnsaved: () => boolean, question: string): void {
  const warn = (event: BeforeUnloadEvent): void => {
    if (isUnsaved()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', warn))
  onUnmounted(() => window.removeEventListener('beforeunload', warn))
  onBeforeRouteLeave(() => (isUnsaved() ? window.confirm(question) : true))
}
