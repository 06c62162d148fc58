/**
 * `npm run run change-term <roster.xlsx> <届次> <YYYY-MM-DD> [--without-phone] [--confirm]`: the
 * change of term for a whole congress, as the office's page does it. Without --confirm it only says
 * what would change. Settings as for the server, which may run beside it. Ends with 1 on a refusal.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { openSms } from '@mashang/server/core/channels/open.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { keepDraft } from '@mashang/server/roster/drafts.usecases.ts'
import { changeTerm, forecastTerm } from '@mashang/server/terms/terms.usecases.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { type TermForecast, termOrder } from '@mashang/shared/terms/terms.model.ts'
import { withInstallation } from './support/installation.ts'

const USAGE =
  '用法：npm run run change-term <花名册.xlsx> <届次，如 第十八届> <起始日，如 2027-01-10> [--without-phone] [--confirm]'

function tell(forecast: TermForecast): void {
  const names = (people: readonly { name: string }[]): string =>
    people.length === 0 ? '无' : people.map(({ name }) => name).join('、')
  console.log(`${forecast.congress}`)
  console.log(`连任 ${forecast.continuing.length} 位`)
  console.log(`新当选 ${forecast.joining.length} 位：${names(forecast.joining)}`)
  console.log(`重新当选 ${forecast.returning.length} 位：${names(forecast.returning)}`)
  console.log(`离任 ${forecast.leaving.length} 位：`)
  for (const one of forecast.leaving)
    console.log(
      `  ${one.name}　没办完的 ${one.openIssues} 件转${one.station ?? '代表工委'}；` +
        `在用的海报等 ${one.sheets} 张，扫开指给${one.successors.join('、') || '家站'}`,
    )
  if (forecast.kept.length > 0)
    console.log(`分不清名册是不是指他们，先不离任：${forecast.kept.join('、')}`)
  console.log(`名册里没有收的行：${forecast.skipped}`)
  console.log(`连任代表还在用的、印着旧届次的海报等：${forecast.oldSheets} 张`)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      confirm: { type: 'boolean', default: false },
      'without-phone': { type: 'boolean', default: false },
    },
  })
  const [path, term, startsOn] = positionals
  if (path === undefined || term === undefined || startsOn === undefined) {
    console.error(USAGE)
    return 2
  }
  if (!existsSync(path)) throw new ConfigError(`没有找到文件 ${path}。`)
  return await withInstallation(async (installation) => {
    const { config, clock } = installation
    const context = { ...installation, sms: openSms(config.sms, clock) }
    const roster = await keepDraft(
      context,
      { bytes: readFileSync(path), fileName: basename(path) },
      null,
    )
    const read = termOrder.safeParse({
      roster,
      term,
      startsOn,
      withoutPhone: values['without-phone'],
    })
    if (!read.success) throw new ConfigError(read.error.issues.map((one) => one.message).join(' '))
    const forecast = await forecastTerm(context, read.data)
    tell(forecast)
    if (!values.confirm) {
      console.log('\n以上只是预演，什么都没有改。确认无误后加 --confirm 再运行一次。')
      return 0
    }
    await changeTerm(context, { ...read.data, fingerprint: forecast.fingerprint }, null)
    console.log('\n换届完成。请在代表工委的页面上打印新代表的登录码，再印新海报。')
    return 0
  })
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message)
  else if (error instanceof Failure) console.error(error.details.detail ?? error.kind.title)
  else throw error
  process.exitCode = 1
}
