import {
  changesOf,
  type OfficeCalendar,
  tapped,
} from '@mashang/shared/calendars/calendar-edit.rules.ts'
import type { CalendarDraft, CalendarView } from '@mashang/shared/calendars/calendars.model.ts'
import type { Hours, SpecialDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { type ComputedRef, computed, type ShallowRef, shallowRef } from 'vue'

const contentOf = (view: CalendarView): OfficeCalendar => ({
  years: Object.fromEntries(view.years.map(({ year, days }) => [year, days])),
  hours: view.hours,
  warnWeeks: view.warnWeeks,
})

export interface CalendarEditing {
  content: ShallowRef<OfficeCalendar>
  /** What differs from what is saved, one sentence each. */
  changes: ComputedRef<string[]>
  canUndo: ComputedRef<boolean>
  tap: (year: number, date: string, worked: boolean, name: string) => void
  setHours: (weekday: number, hours: Hours[]) => void
  setWarnWeeks: (weeks: number) => void
  addYear: (year: number) => void
  /** Days of a file, in place of whatever these years held. */
  take: (days: readonly SpecialDay[]) => void
  undo: () => void
  /** Begins anew with what the server has. */
  reset: (view: CalendarView) => void
  body: () => CalendarDraft
}

/** A calendar that is being changed: every step can be taken back, nothing is saved. */
export function useCalendarDraft(view: CalendarView): CalendarEditing {
  let saved = view
  const base = shallowRef(contentOf(view))
  const content = shallowRef(base.value)
  const before = shallowRef<OfficeCalendar[]>([])
  const change = (part: Partial<OfficeCalendar>): void => {
    before.value = [...before.value, content.value]
    content.value = { ...content.value, ...part }
  }
  const yearsWith = (year: number, days: readonly SpecialDay[]) => ({
    ...content.value.years,
    [year]: days,
  })
  return {
    content,
    changes: computed(() => changesOf(base.value, content.value)),
    canUndo: computed(() => before.value.length > 0),
    tap(year, date, worked, name) {
      const days = tapped(content.value.years[year] ?? [], date, worked, name)
      change({ years: yearsWith(year, days) })
    },
    setHours(weekday, hours) {
      change({ hours: content.value.hours.map((day, index) => (index === weekday ? hours : day)) })
    },
    setWarnWeeks(warnWeeks) {
      change({ warnWeeks })
    },
    addYear(year) {
      change({ years: yearsWith(year, []) })
    },
    take(days) {
      const years: Record<string, SpecialDay[]> = {}
      for (const day of days) {
        const year = day.date.slice(0, 4)
        years[year] = [...(years[year] ?? []), day]
      }
      change({ years: { ...content.value.years, ...years } })
    },
    undo() {
      const last = before.value.at(-1)
      if (last === undefined) return
      before.value = before.value.slice(0, -1)
      content.value = last
    },
    reset(fresh) {
      saved = fresh
      base.value = contentOf(fresh)
      content.value = base.value
      before.value = []
    },
    body: () => ({
      basedOn: saved.version,
      years: Object.entries(content.value.years).map(([year, days]) => ({
        year: Number(year),
        days: [...days],
      })),
      hours: content.value.hours.map((day) => [...day]),
      warnWeeks: content.value.warnWeeks,
    }),
  }
}
