import { moves } from '@mashang/shared/suggestions/moves.rules.ts'
import {
  type SuggestionAct,
  type SuggestionState,
  suggestionActs,
  suggestionParts,
  suggestionStates,
} from '@mashang/shared/suggestions/suggestions.words.ts'

/** Where the diagram is kept, below the root. */
export const DIAGRAM = 'docs/suggestion-states.md'

/** The rules table of suggestions as a page: a mermaid diagram, and who may do what, when. */
export function stateDiagram(): string {
  const states = Object.keys(suggestionStates) as SuggestionState[]
  const acts = Object.keys(suggestionActs) as SuggestionAct[]
  const arrows = states.flatMap((from) => {
    const labels = new Map<SuggestionState, string[]>()
    for (const act of acts)
      for (const to of moves[from][act]?.to ?? [])
        if (to !== from) labels.set(to, [...(labels.get(to) ?? []), suggestionActs[act]])
    return [...labels].map(([to, words]) => `  ${from} --> ${to}: ${words.join(' / ')}`)
  })
  const ends = states.filter((state) => Object.keys(moves[state]).length === 0)
  const rows = states.flatMap((state) =>
    acts.flatMap((act) => {
      const move = moves[state][act]
      if (move === undefined) return []
      const by = move.by.map((part) => suggestionParts[part]).join('、')
      const to = move.to.map((next) => suggestionStates[next]).join(' / ')
      return [`| ${suggestionStates[state]} | ${suggestionActs[act]} | ${by} | ${to} |`]
    }),
  )
  return [
    '# 代表建议的状态',
    '',
    '由 `shared/suggestions/moves.rules.ts` 生成（`npm run run draw-states`），不要手改。',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...states.map((state) => `  ${state}: ${suggestionStates[state]}`),
    '  [*] --> draft',
    ...arrows,
    ...ends.map((state) => `  ${state} --> [*]`),
    '  closed --> [*]',
    '```',
    '',
    '| 状态 | 办什么 | 谁 | 之后 |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
