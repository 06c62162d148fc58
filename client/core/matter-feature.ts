import type { Role } from '@mashang/shared/core/endpoint.ts'
import type { EntryKey, UseQueryOptions } from '@pinia/colada'
import type { Component, InjectionKey } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { WorkIconName } from './work-icons.ts'

/** A line of the office's side bar. */
export interface OfficeLink {
  to: string
  words: string
  icon: WorkIconName
  /** The part of the system that it shows, by the tag of its endpoints; absent: it is everybody's. */
  reads?: string
  /** Also for accounts that have some stations only. */
  ofStations?: true
}

/** What a kind of matter has in the office's app, where departments have a desk of their own. */
export interface OfficeMatter {
  routes: RouteRecordRaw[]
  links: readonly OfficeLink[]
  departmentLinks?: readonly OfficeLink[]
}

/** A line of “我的”. */
export interface WorkLink {
  to: string
  words: string
  hint: string
  /** Whose it is. */
  roles: readonly Role[]
}

/** What of it waits for a step of whoever looks: at the end of the inbox, and in the number at 我的. */
export interface WaitingOf {
  words: (n: number) => string
  count: () => {
    key: EntryKey
    query: UseQueryOptions<{ total: number }>['query']
  }
}

/** What it has in the app of representatives and liaisons. */
export interface WorkMatter {
  routes: RouteRecordRaw[]
  links: readonly WorkLink[]
  /** It is found behind its first line of “我的”. */
  waits?: WaitingOf
  /** A part of its own at the end of a representative's inbox; is told what is looked for there. */
  inInbox?: Component<{ words: string }>
}

/** Handed in by the two apps, which know every kind of matter. */
export const officeMattersKey: InjectionKey<readonly OfficeMatter[]> = Symbol('office matters')
export const workMattersKey: InjectionKey<readonly WorkMatter[]> = Symbol('work matters')
