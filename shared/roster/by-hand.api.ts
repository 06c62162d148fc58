import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { mongolianLine } from '../core/mongolian.ts'
import { id, instant, line, mobile, optionalLine } from '../core/schema.ts'
import { stationKind } from '../stations/stations.model.ts'
import { partialDate, sex } from './roster.model.ts'
import { MONGOLIAN_LIMIT } from './roster.words.ts'

const tag = 'roster'
const byId = z.strictObject({ id })

/** A line that may stay empty; empty is null. */
const maybe = (max: number, what: string) =>
  optionalLine(max, what)
    .nullable()
    .transform((words) => words ?? null)
const phone = z.union([z.null(), mobile]).optional().meta({ description: '不写：照旧；null：没有' })
const landline = (what: string) =>
  z
    .union([z.null(), line(40, what)])
    .optional()
    .meta({ description: '不写：照旧；null：没有' })

/** What the office may write about a person by hand. */
const personForm = z.strictObject({
  name: line(40, '姓名'),
  sex: sex.nullable(),
  ethnicity: maybe(40, '民族'),
  birth: partialDate.nullable(),
  party: maybe(40, '政治面貌'),
  education: maybe(40, '文化程度'),
  position: maybe(200, '工作单位及职务'),
  electoralUnit: maybe(100, '选区（选举单位）'),
  stationId: id.nullable(),
  phone,
  level: maybe(40, '代表层级'),
  term: maybe(40, '届次'),
  group: maybe(60, '代表团（小组）'),
  town: maybe(60, '苏木镇（街道）'),
  area: maybe(60, '片区'),
  sector: maybe(60, '构成'),
  mongolian: mongolianLine(MONGOLIAN_LIMIT)
    .optional()
    .transform((name) => name ?? null),
  standingCommittee: z.boolean().nullable(),
  note: maybe(1000, '备注'),
})
export type PersonForm = z.output<typeof personForm>

const degrees = (most: number, what: string) =>
  z.number().min(-most, `${what}不对。`).max(most, `${what}不对。`).nullable()
const stationForm = z.strictObject({
  name: line(60, '家站名称'),
  kind: stationKind,
  area: maybe(60, '片区'),
  town: maybe(60, '苏木镇（街道）'),
  address: maybe(200, '地址'),
  longitude: degrees(180, '经度'),
  latitude: degrees(90, '纬度'),
  head: maybe(40, '站长'),
  headPhone: landline('站长电话'),
  liaison: maybe(40, '联络员'),
  liaisonPhone: landline('联络员电话'),
  phone: maybe(40, '联系电话'),
  hours: maybe(200, '开放时间'),
  note: maybe(1000, '备注'),
})
export type StationForm = z.output<typeof stationForm>

const history = z.array(
  z.object({
    at: instant,
    words: z.string().meta({ description: '改了：手机、片区' }),
    by: z.string(),
  }),
)
/** `seen` is when it was last changed as far as the writer knows: of two at once the second is told. */
const seen = instant

const person = z
  .object({
    id,
    facts: personForm.omit({ phone: true }),
    phoneMask: z.string().nullable(),
    state: z.enum(['serving', 'left']),
    leftOn: z.string().nullable(),
    photoUrl: z.string().nullable(),
    seen,
    history,
  })
  .meta({ id: 'RosterPerson' })
const station = z
  .object({
    id,
    facts: stationForm.omit({ headPhone: true, liaisonPhone: true }),
    headPhoneMask: z.string().nullable(),
    liaisonPhoneMask: z.string().nullable(),
    seen,
    history,
  })
  .meta({ id: 'RosterStation' })

export const byHandApi = {
  person: endpoint({
    method: 'GET',
    path: '/api/roster/representatives/:id',
    summary: '一位代表的名册资料和改动的经过；手机只有首尾',
    tag,
    access: ['office'],
    params: byId,
    ofStations: true,
    status: 200,
    reply: person,
  }),
  addPerson: endpoint({
    method: 'POST',
    path: '/api/roster/representatives',
    summary: '新增一位代表，同时做码、开账号',
    tag,
    access: ['office'],
    body: personForm,
    status: 201,
    reply: z.object({ id }),
  }),
  changePerson: endpoint({
    method: 'PUT',
    path: '/api/roster/representatives/:id',
    summary: '改一位代表的资料；账号的姓名和手机跟着改',
    tag,
    access: ['office'],
    params: byId,
    body: z.strictObject({ seen, facts: personForm }),
    status: 200,
    reply: person,
  }),
  station: endpoint({
    method: 'GET',
    path: '/api/roster/stations/:id',
    summary: '一个家站的资料和改动的经过；个人电话只有首尾',
    tag,
    access: ['office'],
    params: byId,
    ofStations: true,
    status: 200,
    reply: station,
  }),
  addStation: endpoint({
    method: 'POST',
    path: '/api/roster/stations',
    summary: '新增一个家站，同时做码',
    tag,
    access: ['office'],
    body: stationForm,
    status: 201,
    reply: z.object({ id }),
  }),
  changeStation: endpoint({
    method: 'PUT',
    path: '/api/roster/stations/:id',
    summary: '改一个家站的资料',
    tag,
    access: ['office'],
    params: byId,
    body: z.strictObject({ seen, facts: stationForm }),
    status: 200,
    reply: station,
  }),
}
