import { globSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Drawing } from '@mashang/shared/matters/drawing.ts'

/** A rules table as a page: a mermaid diagram, and who may do what, when. */
export function pageOf(
  { title, states, acts, parts, moves, rests }: Drawing,
  rules: string,
): string {
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

/**
 * Every state diagram of the docs, out of the rules tables: `shared/<kind>/moves.drawing.ts` says
 * what to call things.
 */
export async function stateDiagrams(
  root = resolve(import.meta.dirname, '../..'),
): Promise<{ path: string; text: string }[]> {
  const files = globSync('shared/*/moves.drawing.ts', { cwd: root }).sort()
  return await Promise.all(
    files.map(async (file) => {
      const { drawing }: { drawing: Drawing } = await import(pathToFileURL(join(root, file)).href)
      const rules = `${dirname(file).replaceAll('\\', '/')}/moves.rules.ts`
      return { path: `docs/${drawing.page}.md`, text: pageOf(drawing, rules) }
    }),
  )
}
