import { onMounted, onUnmounted, type Ref } from 'vue'
import { toFirstRow } from './row-keys.ts'

/** The key "/" brings the cursor into a page's search field, the arrow down from there into its rows. */
export function useSlash(field: Ref<HTMLInputElement | null | undefined>): void {
  function slash(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const at = event.target as HTMLElement | null
    if (event.key === 'ArrowDown' && at !== null && at === field.value) {
      if (toFirstRow()) event.preventDefault()
      return
    }
    const writing = at?.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')
    if (event.key !== '/' || writing) return
    event.preventDefault()
    field.value?.focus()
    field.value?.select()
  }
  onMounted(() => document.addEventListener('keydown', slash))
  onUnmounted(() => document.removeEventListener('keydown', slash))
}
