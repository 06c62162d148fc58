/** What a kind of matter says of itself in its `matter.words.ts`, so that everything else knows it. */

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
}
