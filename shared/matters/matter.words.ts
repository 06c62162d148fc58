/** What a kind of matter says of itself in its `matter.words.ts`, so that everything else knows it. */
import type { DutyRole } from '../core/duty-roles.words.ts'

/** A notice about a matter of the kind. */
export interface MatterNotice {
  /** In the apps; the matter's title stands below. */
  headline: string
  /** In a message of at most 20 characters (templates of WeChat take no more). */
  step: string
  icon?: 'bell' | 'chat' | 'clock' | 'inbox' | 'people' | 'warn'
  /** For the office: what there is to do, by `data.task`. */
  tasks?: Readonly<Record<string, string>>
}

/** One thing of a matter that can score. */
export interface MatterFact {
  /** What it is called in a rule. */
  words: string
  /** How it is counted: 3 件, 4 次. */
  unit: '件' | '次'
  /** Which of the six roles it shows; null: it tells more about a fact that is counted already. */
  role: DutyRole | null
}

export interface MatterWords {
  /** What it is called in facts, notices, points and chains; its folders have a name of their own. */
  kind: string
  /** What people call it. */
  name: string
  /** One of it, where it has no title. */
  one: string
  /** Where one is opened in every app; its id follows. */
  page: string
  /** Its place among the kinds: the smaller number comes first; without one, at the end. */
  order?: number
  ledger: {
    /** A group of the ledger that it belongs to; without one it has its own. */
    group?: 'people'
    /** Other things that its facts are about, and what one of them is called. */
    more?: Readonly<Record<string, string>>
    /** What each of its facts says. */
    facts: Readonly<Record<string, string>>
  }
  notices: Readonly<Record<string, MatterNotice>>
  /** What people may choose to hear of, in these words; without it, among what arrives. */
  topic?: string
  /** The duties of the office that handle it; without any, only the administrator does. */
  duties: readonly ('matters' | 'print')[]
  /** What of it can score; which facts of the ledger say so stands in its `scoring.rules.ts`. */
  points?: {
    facts: Readonly<Record<string, MatterFact>>
    /** What takes such facts back instead of scoring. */
    voids?: Readonly<Record<string, { words: string; takesBack: readonly string[] }>>
    /** Groups that say one thing of a matter: it scores once for all of them. */
    once?: readonly (readonly string[])[]
  }
  /** Sections of a record (履职档案) that it fills, and what they are called. */
  record?: Readonly<Record<string, string>>
}
