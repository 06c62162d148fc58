import { type Ref, ref } from 'vue'

const KEY = 'mashang:phrases'
const MOST = 20

/** `__` is a blank: it is selected when the phrase is put in. */
export const startingPhrases: readonly string[] = [
  '我去看过了，',
  '已请__来办，',
  '我__日再告诉您结果。',
  '这件事由__负责，电话是__。',
  '谢谢您告诉我们。',
]

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (Array.isArray(kept)) return kept.filter((p): p is string => typeof p === 'string')
  } catch {
    // Unreadable or refused storage: begin with the ready ones.
    return [...startingPhrases]
  }
  return [...startingPhrases]
}

/** A representative's own phrases, kept on this device. */
export function usePhrases(): {
  phrases: Ref<string[]>
  add: (phrase: string) => void
  remove: (phrase: string) => void
} {
  const phrases = ref(read())
  const keep = (next: string[]): void => {
    phrases.value = next
    try {
      localStorage.setItem(KEY, JSON.stringify(next))
    } catch {
      // Kept for as long as the page is open.
      return
    }
  }
  return {
    phrases,
    add: (phrase) => {
      const clean = phrase.trim()
      if (clean) keep([clean, ...phrases.value.filter((p) => p !== clean)].slice(0, MOST))
    },
    remove: (phrase) => keep(phrases.value.filter((p) => p !== phrase)),
  }
}
