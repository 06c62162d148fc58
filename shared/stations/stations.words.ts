export const stationKinds = {
  home: '代表之家',
  station: '代表联络站',
  point: '代表联络点',
  online: '网上站',
} as const
export type StationKind = keyof typeof stationKinds

export const stationGone = '没有找到这个家站，请重新选。'
