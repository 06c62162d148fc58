import { comparable } from '../roster/values.rules.ts'

/** Which department of the district a list means: lists leave the district out, or write it in full. */

/**
 * A name without the district before it: 石拐区住建局, 区住建局 and 住建局 are one and the same.
 * @param district its full name
 */
export function withoutDistrict(name: string, district: string): string {
  const plain = comparable(name)
  const whole = comparable(district)
  const prefix = [whole, whole.slice(-1)].find((one) => one !== '' && plain.startsWith(one))
  const rest = prefix === undefined ? plain : plain.slice(prefix.length)
  return [...rest].length < 2 ? plain : rest
}

type Department = { id: string; name: string }

/** Those that a name may mean: the one of that very name, else whoever has it but for the district. */
export function departmentsMeant(
  departments: readonly Department[],
  district: string,
): (name: string) => readonly Department[] {
  const exact = new Map(departments.map((one) => [comparable(one.name), one]))
  const loose = new Map<string, Department[]>()
  for (const one of departments) {
    const key = withoutDistrict(one.name, district)
    loose.set(key, [...(loose.get(key) ?? []), one])
  }
  return (name) => {
    const same = exact.get(comparable(name))
    return same === undefined ? (loose.get(withoutDistrict(name, district)) ?? []) : [same]
  }
}
