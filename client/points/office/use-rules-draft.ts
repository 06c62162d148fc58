import {
  dayStartOf,
  localDay,
  localDayStart,
  momentDigits,
} from '@mashang/shared/core/local-time.ts'
import type { RuleSet, RuleSetVersion } from '@mashang/shared/points/rule-set.model.ts'
import { computed, type Ref, ref, watch } from 'vue'
import { copyOf, sameSets } from './rules-draft.ts'

/** The next version as it is edited, over the one that it was begun with. */
export interface RulesDraft {
  draft: Ref<RuleSet | null>
  /** From which day on it is to count. */
  from: Ref<string>
  /** The version that it is saved after. */
  base: Ref<RuleSetVersion | null>
  changed: Ref<boolean>
  /** Another version is the last one by now, and what is on the screen is neither. */
  stale: Ref<boolean>
  begin: () => void
  /** What was changed here is to come after the version that is the last one now. */
  keepOwn: () => void
  /** This version was saved from here: it takes the draft's place. */
  saved: (version: number) => void
}

/** A colleague's version never takes the place of what somebody is editing: whoever edits is asked. */
export function useRulesDraft(last: Ref<RuleSetVersion | undefined>, now: Ref<number>): RulesDraft {
  const draft = ref<RuleSet | null>(null)
  const base = ref<RuleSetVersion | null>(null)
  const from = ref('')
  let own = -1
  const changed = computed(
    () => draft.value !== null && base.value !== null && !sameSets(draft.value, base.value.set),
  )
  const stale = computed(
    () => changed.value && last.value !== undefined && last.value.version !== base.value?.version,
  )
  function begin(): void {
    base.value = last.value ?? null
    draft.value = last.value ? copyOf(last.value.set) : null
    from.value = firstDay()
  }
  function keepOwn(): void {
    base.value = last.value ?? null
    // A day that is taken by now would only be refused.
    if (from.value < firstDay()) from.value = firstDay()
  }
  /** Tomorrow, or the day after the last version begins. */
  function firstDay(): string {
    const begun = last.value ? dayStartOf(last.value.from) : 0
    return momentDigits(localDayStart(localDay(Math.max(now.value, begun)) + 1)).slice(0, 10)
  }
  watch(
    last,
    (version) => {
      if (version === undefined || version.version === base.value?.version) return
      if (!changed.value || version.version === own) begin()
    },
    { immediate: true },
  )
  const saved = (version: number): void => {
    own = version
  }
  return { draft, from, base, changed, stale, begin, keepOwn, saved }
}
