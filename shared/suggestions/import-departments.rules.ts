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
/** What else lists call one. */
export type Alias = { departmentId: string; name: string }

/**
 * Those that a name may mean: the one of that very name or alias, else whoever has it but for the
 * district.
 */
export function departmentsMeant(
  departments: readonly Department[],
  district: string,
  aliases: readonly Alias[],
): (name: string) => readonly Department[] {
  const called = [
    ...departments.map((one) => ({ name: one.name, department: one })),
    ...aliases.flatMap(({ departmentId, name }) => {
      const department = departments.find(({ id }) => id === departmentId)
      return department === undefined ? [] : [{ name, department }]
    }),
  ]
  const exact = new Map<string, Department>()
  const loose = new Map<string, Department[]>()
  for (const { name, department } of called) {
    // A name of its own comes before what another one is called besides.
    if (!exact.has(comparable(name))) exact.set(comparable(name), department)
    const key = withoutDistrict(name, district)
    const others = (loose.get(key) ?? []).filter(({ id }) => id !== department.id)
    loose.set(key, [...others, department])
  }
  return (name) => {
    const same = exact.get(comparable(name))
    return same === undefined ? (loose.get(withoutDistrict(name, district)) ?? []) : [same]
  }
}
