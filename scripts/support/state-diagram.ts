import {
  activityActs,
  activityParts,
  activityStates,
} from '@mashang/shared/activities/activities.words.ts'
import { moves as activityMoves } from '@mashang/shared/activities/moves.rules.ts'
import { moves as suggestionMoves } from '@mashang/shared/suggestions/moves.rules.ts'
import {
  suggestionActs,
  suggestionParts,
  suggestionStates,
} from '@mashang/shared/suggestions/suggestions.words.ts'

/** One rules table and the words for it. The first state is where a matter begins. */
interface Drawing {
  /** Where the page is kept, below the root. */
  path: string
  title: string
  /** The file that it is made from. */
  rules: string
  states: Readonly<Record<string, string>>
  acts: Readonly<Record<string, string>>
  parts: Readonly<Record<string, string>>
  moves: Readonly<
    Record<
      string,
      Readonly<Record<string, { by: readonly string[]; to: readonly string[] } | undefined>>
    >
  >
  /** States that one may stay in for good although something can still be done. */
  rests: readonly string[]
}

const drawings: readonly Drawing[] = [
  {
    path: 'docs/suggestion-states.md',
    title: '代表建议的状态',
    rules: 'shared/suggestions/moves.rules.ts',
    states: suggestionStates,
    acts: suggestionActs,
    parts: suggestionParts,
    moves: suggestionMoves,
    rests: ['closed'],
  },
  {
    path: 'docs/activity-states.md',
    title: '履职活动的状态',
    rules: 'shared/activities/moves.rules.ts',
    states: activityStates,
    acts: activityActs,
    parts: activityParts,
    moves: activityMoves,
    rests: ['closed'],
  },
]

/** A rules table as a page: a mermaid diagram, and who may do what, when. */
function pageOf({ title, rules, states, acts, parts, moves, rests }: Drawing): string {
  const all = Object.keys(states)
  const steps = all.flatMap((from) =>
    Object.keys(acts).flatMap((act) => {
      const move = moves[from]?.[act]
      return move === undefined ? [] : [{ from, act, ...move }]
    }),
  )
  const arrows = all.flatMap((from) => {
    const labels = new Map<string, string[]>()
    for (const step of steps.filter((one) => one.from === from))
      for (const to of step.to)
        if (to !== from) labels.set(to, [...(labels.get(to) ?? []), acts[step.act] ?? step.act])
    return [...labels].map(([to, words]) => `  ${from} --> ${to}: ${words.join(' / ')}`)
  })
  const ends = all.filter((state) => !steps.some((step) => step.from === state))
  return [
    `# ${title}`,
    '',
    `由 \`${rules}\` 生成（\`npm run run draw-states\`），不要手改。`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...all.map((state) => `  ${state}: ${states[state]}`),
    `  [*] --> ${all[0]}`,
    ...arrows,
    ...[...ends, ...rests].map((state) => `  ${state} --> [*]`),
    '```',
    '',
    '| 状态 | 办什么 | 谁 | 之后 |',
    '|---|---|---|---|',
    ...steps.map(({ from, act, by, to }) => {
      const who = by.map((part) => parts[part]).join('、')
      return `| ${states[from]} | ${acts[act]} | ${who} | ${to.map((next) => states[next]).join(' / ')} |`
    }),
    '',
  ].join('\n')
}

/** Every state diagram of the docs, out of the rules tables. */
export const stateDiagrams = (): { path: string; text: string }[] =>
  drawings.map((drawing) => ({ path: drawing.path, text: pageOf(drawing) }))
