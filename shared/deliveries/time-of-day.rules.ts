const two = (n: number): string => String(n).padStart(2, '0')

/** Minutes since midnight as "07:30". */
export const clockOfMinutes = (minutes: number): string =>
  `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/** "07:30" as minutes since midnight. */
export function minutesOfClock(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
