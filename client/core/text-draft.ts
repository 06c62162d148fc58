import { type Ref, ref, watch } from 'vue'

const PREFIX = 'mashang:draft:'

const read = (key: string): string => {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    // Private windows may refuse storage: the draft then lives only as long as the page.
    return ''
  }
}

const write = (key: string, text: string): boolean => {
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
    return true
  } catch {
    return false
  }
}

export interface TextDraft {
  text: Ref<string>
  /** Whether what is on the screen is also kept on the device. */
  kept: Ref<boolean>
  forget: () => void
}

/** A text that survives a closed page. `name` says what it belongs to, e.g. `answer:<issue>`. */
export function useTextDraft(name: string): TextDraft {
  const key = PREFIX + name
  const text = ref(read(key))
  const kept = ref(text.value !== '')
  let over = false
  watch(
    text,
    (now) => {
      if (!over) kept.value = write(key, now) && now !== ''
    },
    // At once: a phone may close the page between two letters.
    { flush: 'sync' },
  )
  return {
    text,
    kept,
    forget: () => {
      over = true
      write(key, '')
    },
  }
}

/** Whether something is kept under a name. */
export const hasTextDraft = (name: string): boolean => read(PREFIX + name) !== ''

/** Forgets a text that has been sent, whether or not its page is open. */
export const forgetTextDraft = (name: string): void => void write(PREFIX + name, '')

/** Someone else may use this device next. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) localStorage.removeItem(key)
    }
  } catch {
    // No storage, nothing to forget.
    return
  }
}

const OWNER = 'mashang:drafts-of'

/** Whoever signs in finds no draft of somebody else whose session ended on this device. */
export function forgetDraftsOfOthers(account: string): void {
  if (read(OWNER) === account) return
  forgetDrafts()
  write(OWNER, account)
}
