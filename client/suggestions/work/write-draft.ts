import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { computed, type Ref, ref, watch } from 'vue'
import { suggestionDraft } from '../../core/begun-suggestion.ts'
import { type TextDraft, useTextDraft } from '../../core/text-draft.ts'

/** What a representative writes, as it stands on the screen. */
export interface Written {
  title: string
  text: string
  secret: boolean
  /** Null: the representative's own; else who attended the session and had the idea. */
  attendee: string | null
  cosigners: { id: string; name: string }[]
  files: AttachmentView[]
}

/** What is kept on the phone: the words, and what they were written over. */
interface Kept {
  now: Written
  base: Written | null
}

const BLANK: Written = {
  title: '',
  text: '',
  secret: false,
  attendee: null,
  cosigners: [],
  files: [],
}

const copyOf = ({ title, text, secret, attendee, cosigners, files }: Written): Written => ({
  title,
  text,
  secret,
  // What an earlier version kept has none.
  attendee: attendee ?? null,
  cosigners: cosigners.map(({ id, name }) => ({ id, name })),
  files: [...files],
})

const same = (one: Written | null, other: Written | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

function readKept({ text, forget }: TextDraft): Kept | null {
  try {
    return text.value === '' ? null : (JSON.parse(text.value) as Kept)
  } catch {
    // Kept by an earlier version, in another shape.
    forget()
    return null
  }
}

export interface WriteDraft {
  form: Ref<Written>
  /** Whether what is on the screen is also kept on the device. */
  kept: Ref<boolean>
  /** What the server has differs from what these words were written over. */
  stale: Ref<boolean>
  /** What it says on the server, or what a new one begins with. */
  begin: (base: Written) => void
  takeServers: () => void
  keepOwn: () => void
  forget: () => void
}

/** All fields survive a closed page; where somebody has changed the suggestion meanwhile it is said. */
export function useWriteDraft(name: string): WriteDraft {
  const store = useTextDraft(suggestionDraft(name))
  const before = readKept(store)
  const form = ref<Written>(copyOf(before?.now ?? BLANK))
  const base = ref<Written | null>(before?.base ?? null)
  const servers = ref<Written | null>(null)
  const stale = computed(
    () =>
      servers.value !== null &&
      base.value !== null &&
      !same(base.value, servers.value) &&
      !same(copyOf(form.value), servers.value),
  )
  function keep(): void {
    const now = copyOf(form.value)
    const nothing = same(now, base.value ?? BLANK)
    store.text.value = nothing ? '' : JSON.stringify({ now, base: base.value } satisfies Kept)
  }
  watch(form, keep, { deep: true, flush: 'sync' })
  const over = (words: Written): void => {
    base.value = copyOf(words)
    form.value = copyOf(words)
  }
  return {
    form,
    kept: store.kept,
    stale,
    begin: (words) => {
      servers.value = copyOf(words)
      if (before === null && same(copyOf(form.value), BLANK)) over(words)
    },
    takeServers: () => servers.value && over(servers.value),
    keepOwn: () => {
      base.value = servers.value
      keep()
    },
    forget: store.forget,
  }
}
