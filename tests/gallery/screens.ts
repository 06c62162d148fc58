import { departmentScreens } from './department.screens.ts'
import { liaisonScreens } from './liaison.screens.ts'
import { officeScreens } from './office.screens.ts'
import { officeDutiesScreens } from './office-duties.screens.ts'
import { representativeScreens } from './representative.screens.ts'
import type { Screen } from './screen.ts'
import { voterScreens } from './voter.screens.ts'

/** Everything that the gallery looks at, in the order in which it is shown. */
export const screens: readonly Screen[] = [
  ...voterScreens,
  ...representativeScreens,
  ...liaisonScreens,
  ...officeScreens,
  ...officeDutiesScreens,
  ...departmentScreens,
]
