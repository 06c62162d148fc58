import { randomUUID } from 'node:crypto'
import type { Clock } from '@mashang/shared/core/clock.ts'
import { aliyunDriver } from './sms.aliyun.ts'
import { steadySms } from './sms.steady.ts'
import { tencentDriver } from './sms.tencent.ts'
import type { Sms, SmsSettings, SmsTemplate } from './sms.ts'

const drivers = { aliyun: aliyunDriver, tencent: tencentDriver }

/**
 * The channel that the settings describe; null where there are none.
 * @param show where the demo's messages appear instead of on a phone
 */
export function openSms(
  settings: SmsSettings | null,
  clock: Clock,
  show: (line: string) => void = console.log,
): Sms | null {
  if (settings === null) return null
  if (settings.vendor === 'log')
    return {
      vendor: 'log',
      templates: ['code', 'reminder'],
      send: async ({ to, params }) => {
        show(`  演示短信 → ${to}：${Object.values(params).join(' ')}`)
        return { accepted: true, vendorId: randomUUID() }
      },
    }
  const { vendor } = settings
  const templates: SmsTemplate[] =
    settings.templates.reminder === null ? ['code'] : ['code', 'reminder']
  return steadySms({ vendor, templates }, drivers[vendor](settings, clock), clock)
}
