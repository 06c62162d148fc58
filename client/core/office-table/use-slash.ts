import { onMounted, onUnmounted, type Ref } from 'vue'

/** The key "/" brings the cursor into a page's search field. */
export function useSlash(field: Ref<HTMLInputElement | null | undefined>): void {
  function slash(event: KeyboardEvent): void {
    const at = event.target as HTMLElement | null
    const writing = at?.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')
    if (event.key !== '/' || writing || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    field.value?.focus()
    field.value?.select()
  }
  onMounted(() => document.addEventListener('keydown', slash))
  onUnmounted(() => document.removeEventListener('keydown', slash))
}
