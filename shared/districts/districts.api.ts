import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { mobile } from '../core/schema.ts'
import { districtChange, districtSettings, smsState, smsTest } from './districts.model.ts'
import { ladderChange, ladderSettings } from './ladder.model.ts'
import { limitsChange, limitsSettings } from './limits.model.ts'

const tag = 'districts'

export const districtsApi = {
  show: endpoint({
    method: 'GET',
    path: '/api/district',
    summary: '本区的设置',
    tag,
    access: ['office'],
    status: 200,
    reply: districtSettings,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/api/district',
    summary: '改本区的设置',
    tag,
    access: ['office'],
    body: districtChange,
    status: 200,
    reply: districtSettings,
  }),
  ladder: endpoint({
    method: 'GET',
    path: '/api/district/ladder',
    summary: '提醒的阶梯：几小时没有回应，提醒谁',
    tag,
    access: ['office'],
    status: 200,
    reply: ladderSettings,
  }),
  saveLadder: endpoint({
    method: 'PUT',
    path: '/api/district/ladder',
    summary: '改提醒的阶梯，从现在起算；levels 为 null 恢复标准的',
    tag,
    access: ['office'],
    body: ladderChange,
    status: 200,
    reply: ladderSettings,
  }),
  limits: endpoint({
    method: 'GET',
    path: '/api/district/limits',
    summary: '时限与次数：几个工作日办结、可以停几次表、几天内评价',
    tag,
    access: ['office'],
    status: 200,
    reply: limitsSettings,
  }),
  saveLimits: endpoint({
    method: 'PUT',
    path: '/api/district/limits',
    summary: '改时限与次数；已经在走的表还按原来的',
    tag,
    access: ['office'],
    body: limitsChange,
    status: 200,
    reply: limitsSettings,
  }),
  sms: endpoint({
    method: 'GET',
    path: '/api/district/sms',
    summary: '能不能发短信',
    tag,
    access: ['office'],
    status: 200,
    reply: smsState,
  }),
  testSms: endpoint({
    method: 'POST',
    path: '/api/district/sms/test',
    summary: '发一条试试',
    tag,
    access: ['office'],
    body: z.strictObject({ phone: mobile }),
    status: 200,
    reply: smsTest,
  }),
}
