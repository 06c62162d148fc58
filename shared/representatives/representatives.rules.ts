interface Elected {
  id: string
  unit: string | null
  stationId: string | null
}

/**
 * Whom a voter is led to by the code of somebody who left office: those of the same electoral unit,
 * then the others of the same home station.
 */
export function successorsOf<T extends Elected>(gone: Elected, serving: readonly T[]): T[] {
  const others = serving.filter((one) => one.id !== gone.id)
  const ofUnit = (one: Elected) => gone.unit !== null && one.unit === gone.unit
  const ofStation = (one: Elected) => gone.stationId !== null && one.stationId === gone.stationId
  return [...others.filter(ofUnit), ...others.filter((one) => !ofUnit(one) && ofStation(one))]
}
