/**
 * `npm run run advisories [report]`: whether a known weakness of severity high or critical lies in
 * what we use without a reason written in dependencies/advisories.ts. Asks the registry by `pnpm
 * audit`, or reads the report of one that was asked elsewhere (`pnpm audit --json`). Ends with 1
 * where there is one, and with 2 where nobody answered: then nothing is known.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Advisory,
  advisoriesIn,
  outlived,
  REASONS,
  unreasoned,
} from './dependencies/advisories.ts'

function asked(): string {
  const cwd = join(import.meta.dirname, '..')
  const { stdout, stderr, error } = spawnSync('pnpm', ['audit', '--json'], {
    cwd,
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  if (stdout.trim() === '') throw new Error(/ERR_\w+/.exec(stderr)?.[0] ?? '没有答复')
  return stdout
}

function found(): Advisory[] | null {
  const [file] = process.argv.slice(2)
  try {
    return advisoriesIn(JSON.parse(file === undefined ? asked() : readFileSync(file, 'utf8')))
  } catch (error) {
    console.error(
      `✗ 没有问到漏洞通告，所以不能说有没有（${error instanceof Error ? error.message : ''}）。`,
    )
    console.error('  请在能问到的地方运行 pnpm audit --json，把结果存成文件，再运行本命令读它。')
    return null
  }
}

const advisories = found()
if (advisories === null) process.exitCode = 2
else {
  const open = unreasoned(advisories)
  for (const { id, package: name, severity, title } of open)
    console.error(`✗ ${severity} ${name}：${title}（${id}）`)
  for (const id of outlived(advisories)) console.log(`  ${id} 已经不在通告里，请删掉它的理由。`)
  if (open.length > 0) {
    console.error('  请升级；升级不了的，把理由写进 scripts/dependencies/advisories.ts。')
    process.exitCode = 1
  } else
    console.log(
      `✓ ${advisories.length} 条通告，没有一条高危的没写理由（写了理由的 ${Object.keys(REASONS).length} 条）。`,
    )
}
