import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'
import {
  channelWords,
  endpointKinds,
  hearingWords,
  personalChannels,
  rhythmWords,
  troubleWords,
} from './deliveries.words.ts'
import { topicWords } from './topics.words.ts'

const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

export const deliveryChannel = keysOf(channelWords)
const topic = keysOf(topicWords)

/** "22:00" → minutes since midnight. */
const timeOfDay = z
  .string({ error: '请填写钟点。' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '钟点要像 08:00 这样。')

export const preferencesView = z
  .object({
    rhythm: keysOf(rhythmWords),
    dailyAt: timeOfDay,
    quietFrom: timeOfDay,
    quietUntil: timeOfDay,
    overdueRings: z.boolean(),
    channels: z.array(
      z.object({
        channel: z.enum(personalChannels),
        available: z.boolean().meta({ description: '系统里设好了这个通道' }),
        address: z.string().nullable().meta({ description: '只显示首尾；没有为 null' }),
        wanted: z.string().nullable().meta({ description: '等着确认的新邮箱' }),
        topics: z.record(topic, z.boolean()).meta({ description: '收不收这一类' }),
      }),
    ),
  })
  .meta({ id: 'DeliveryPreferences' })
export type PreferencesView = z.output<typeof preferencesView>

export const preferencesChange = z
  .strictObject({
    rhythm: keysOf(rhythmWords),
    dailyAt: timeOfDay,
    quietFrom: timeOfDay,
    quietUntil: timeOfDay,
    overdueRings: z.boolean(),
    muted: z
      .array(z.strictObject({ channel: z.enum(personalChannels), topic }))
      .max(20)
      .meta({ description: '不收的；站内的提醒一直都在' }),
  })
  .meta({ id: 'DeliveryPreferencesChange' })
export type PreferencesChange = z.output<typeof preferencesChange>

export const mailAddress = z
  .string({ error: '请填写邮箱。' })
  .trim()
  .max(200, '邮箱太长了，请核对一下。')
  .pipe(z.email('这不像一个邮箱，请核对一下，例如 li@example.com。'))

export const channelState = z
  .object({
    channel: deliveryChannel,
    available: z.boolean(),
    needs: z.string().nullable().meta({ description: '没设好时要做什么' }),
    waiting: z.number().int(),
    dead: z.number().int(),
    lastSentAt: instant.nullable(),
  })
  .meta({ id: 'DeliveryChannelState' })
export type ChannelState = z.output<typeof channelState>

export const deadLetter = z
  .object({
    id,
    channel: deliveryChannel,
    to: z.string().meta({ description: '谁；不含地址' }),
    what: z.string(),
    number: z.string().nullable(),
    issueId: id.nullable(),
    trouble: keysOf(troubleWords),
    peerCode: z.string().nullable().meta({ description: '对方自己的说法' }),
    attempts: z.number().int(),
    at: instant,
  })
  .meta({ id: 'DeadLetter' })
export type DeadLetter = z.output<typeof deadLetter>

export const testOutcome = z
  .object({
    trouble: keysOf(troubleWords).nullable().meta({ description: '收下了为 null' }),
    peerCode: z.string().nullable(),
  })
  .meta({ id: 'DeliveryTest' })
export type TestOutcome = z.output<typeof testOutcome>

export const endpointView = z
  .object({
    id,
    kind: z.enum(endpointKinds),
    name: z.string(),
    stationId: id.nullable(),
    address: z.string().meta({ description: '只显示到主机' }),
    signed: z.boolean(),
    rotating: instant.nullable().meta({ description: '旧密钥用到什么时候' }),
    paused: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'DeliveryEndpoint' })
export type EndpointView = z.output<typeof endpointView>

const address = z
  .string({ error: '请粘贴地址。' })
  .trim()
  .max(1_000, '地址太长了。')
  .refine((text) => URL.canParse(text), '这不是一个完整的网址，请从群机器人的设置里复制。')

const robotSecret = z
  .string()
  .trim()
  .max(200)
  .regex(/^[\x21-\x7e]*$/, '加签的密钥请照钉钉里显示的抄，SEC 开头。')

export const newEndpoint = z
  .strictObject({
    kind: z.enum(endpointKinds),
    name: line(30, '名称'),
    stationId: id.nullable().default(null),
    url: address,
    secret: robotSecret.optional().meta({ description: '钉钉“加签”的密钥' }),
  })
  .meta({ id: 'NewDeliveryEndpoint' })
export type NewEndpoint = z.output<typeof newEndpoint>

export const endpointChange = z
  .strictObject({
    name: line(30, '名称'),
    stationId: id.nullable(),
    paused: z.boolean(),
    url: address.optional().meta({ description: '不给就不变' }),
    secret: robotSecret.optional(),
    was: z
      .strictObject({ name: z.string(), stationId: id.nullable(), paused: z.boolean() })
      .meta({ description: '改之前看到的；别人先改了就不保存' }),
  })
  .meta({ id: 'DeliveryEndpointChange' })
export type EndpointChange = z.output<typeof endpointChange>

export const hearingView = z
  .object({
    chosen: keysOf(hearingWords),
    choices: z.array(keysOf(hearingWords)),
    phone: z.string().nullable().meta({ description: '只显示首尾' }),
    spent: z.boolean().meta({ description: '订阅的那一条已经发过了' }),
    kept: z.boolean().meta({ description: '存在谁的微信里' }),
  })
  .meta({ id: 'Hearing' })
export type HearingView = z.output<typeof hearingView>
