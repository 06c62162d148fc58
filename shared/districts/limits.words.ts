/** 时限与次数: what a district may choose about its clocks. Plain constants. */

export interface Limits {
  /** Working days for what was promised with an answer, and for a complex matter. */
  days: number
  complexDays: number
  /** Working days of the one extension at most; 0: none. */
  extension: number
  /** How often, and how many working days each at most, the clock waits for the voter. */
  waits: number
  waitDays: number
  /** Natural days after the end in which the voter may judge. */
  verdictDays: number
  /** How often a matter may be passed on before the office decides. */
  bounces: number
  /** Hours after which a voter may chase again. */
  chaseHours: number
  /** After a message, what comes within this span is gathered into the next one. */
  gatherMinutes: number
  /** What is too many at once: within this span, … */
  floodMinutes: number
  /** … to one representative, in the whole district, with the same words, from one address; 0: any. */
  floodRepresentative: number
  floodDistrict: number
  floodWords: number
  floodAddress: number
}

/** [practice: 5 and 10 working days; the rest default, domain rules §3] */
export const STANDARD_LIMITS: Readonly<Limits> = {
  days: 5,
  complexDays: 10,
  extension: 10,
  waits: 2,
  waitDays: 5,
  verdictDays: 15,
  bounces: 2,
  chaseHours: 24,
  gatherMinutes: 5,
  floodMinutes: 10,
  floodRepresentative: 30,
  floodDistrict: 200,
  floodWords: 10,
  floodAddress: 20,
}

interface LimitWords {
  label: string
  unit: string
  least: number
  most: number
}

export const limitWords: Readonly<Record<keyof Limits, LimitWords>> = {
  days: { label: '答复之后，多久办结', unit: '个工作日', least: 1, most: 60 },
  complexDays: { label: '复杂的事，多久办结', unit: '个工作日', least: 2, most: 90 },
  extension: { label: '延期一次，最多', unit: '个工作日', least: 0, most: 60 },
  waits: { label: '等选民回话，最多停表', unit: '次', least: 0, most: 5 },
  waitDays: { label: '每次最多停', unit: '个工作日', least: 1, most: 30 },
  verdictDays: { label: '办结后，选民几天内可以评价', unit: '天', least: 1, most: 90 },
  bounces: { label: '最多转办几次，之后由代表工委定', unit: '次', least: 0, most: 5 },
  chaseHours: { label: '催过以后，过多久可以再催', unit: '小时', least: 1, most: 168 },
  gatherMinutes: { label: '发过一条消息后，多久内的并成一条', unit: '分钟', least: 0, most: 60 },
  floodMinutes: { label: '算“短时间”的', unit: '分钟', least: 1, most: 60 },
  floodRepresentative: { label: '给同一位代表，超过', unit: '条，0 不管', least: 0, most: 10_000 },
  floodDistrict: { label: '全区一共，超过', unit: '条，0 不管', least: 0, most: 100_000 },
  floodWords: { label: '写得几乎一样的，超过', unit: '条，0 不管', least: 0, most: 10_000 },
  floodAddress: { label: '从同一个网络地址来的，超过', unit: '条，0 不管', least: 0, most: 10_000 },
}

/** Those that a running clock keeps, and those that hold at once. */
export const clockLimits = [
  'days',
  'complexDays',
  'extension',
  'waits',
  'waitDays',
  'verdictDays',
] as const satisfies (keyof Limits)[]
export const floodLimits = [
  'floodMinutes',
  'floodRepresentative',
  'floodDistrict',
  'floodWords',
  'floodAddress',
] as const satisfies (keyof Limits)[]
export const plainLimits = [
  'bounces',
  'chaseHours',
  'gatherMinutes',
] as const satisfies (keyof Limits)[]
