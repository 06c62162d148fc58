import { type Ref, ref, watch } from 'vue'

/** Follows a text that someone is typing, once they pause. */
export function useSettled(text: Ref<string>, pause = 250): Ref<string> {
  const settled = ref(text.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(text, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      settled.value = now.trim()
    }, pause)
  })
  return settled
}
