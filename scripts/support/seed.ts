import { newCode } from '@mashang/server/codes/codes.store.ts'
import type { Context } from '@mashang/server/core/context.ts'
import type { Write } from '@mashang/server/core/db/statement.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { readingOf } from '@mashang/server/core/pinyin.ts'
import { saveLimits } from '@mashang/server/districts/districts.store.ts'
import { insertRepresentative } from '@mashang/server/representatives/representatives.store.ts'
import { insertStation } from '@mashang/server/stations/stations.store.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'

export interface SeededRepresentative {
  id: string
  name: string
  code: string
}

/** A district with two stations and three representatives, enough for every journey. */
export interface Seed {
  stations: { id: string; name: string }[]
  /** The first two serve at the first station, the third at the second. */
  representatives: SeededRepresentative[]
  stationCode: string
}

/** Nothing of what comes is too much: a machine files for all voters, and looks for each of them. */
export const unfloodable = (context: Context): Write =>
  saveLimits({
    id: context.district,
    limits: [
      {
        ...STANDARD_LIMITS,
        floodRepresentative: 0,
        floodDistrict: 0,
        floodWords: 0,
        floodAddress: 0,
        since: 0,
      },
    ],
    limitsVersion: 2,
    wasVersion: 1,
  })

/** Puts the seed into an empty district. */
export async function plant(context: Context): Promise<Seed> {
  const at = context.clock.now()
  const { district } = context
  const stations = ['大发街道代表之家', '五当召镇代表之家'].map((name) => ({ id: newId(), name }))
  const people = ['李婺', '张建平', '那顺巴雅尔'].map((name, index) => ({
    id: newId(),
    name,
    stationId: stations[index === 2 ? 1 : 0]?.id ?? '',
    town: index === 2 ? '五当召镇' : '大发街道',
  }))
  const codes = people.map((person) => newCode(context, 'representative', person.id))
  const stationCode = newCode(context, 'station', stations[0]?.id ?? '')
  await context.db.commit(district, [
    ...stations.map((station, index) =>
      insertStation({
        district,
        ...station,
        kind: 'home',
        area: index === 0 ? '老区' : '新区',
        town: index === 0 ? '大发街道' : '五当召镇',
        createdAt: at,
        updatedAt: at,
      }),
    ),
    ...people.map((person) =>
      insertRepresentative({
        district,
        ...person,
        ...readingOf(person.name),
        electoralUnit: `${person.town}第三选区`,
        area: person.town === '大发街道' ? '老区' : '新区',
        term: '第十七届',
        state: 'serving',
        createdAt: at,
        updatedAt: at,
      }),
    ),
    ...codes.map((code) => code.write),
    stationCode.write,
  ])
  return {
    stations,
    representatives: people.map(({ id, name }, index) => ({
      id,
      name,
      code: codes[index]?.code ?? '',
    })),
    stationCode: stationCode.code,
  }
}

/** A filing as a voter's phone sends it, to one of the seeded representatives. */
export const filingTo = (representative: SeededRepresentative, changes: object = {}): object => ({
  code: representative.code,
  representativeId: representative.id,
  kind: 'help',
  field: 'urban',
  title: '3 号楼南边路灯不亮',
  text: '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤。',
  place: '锦绣社区 3 号楼南侧',
  contact: { name: '王秀兰', salutation: 'ms', phone: '139 0000 0137' },
  hidden: false,
  publish: false,
  ...changes,
})
