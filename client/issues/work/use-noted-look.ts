import { onMounted } from 'vue'
import { asFailure } from '../../core/failure.ts'
import { useIssueCommands } from './issue.query.ts'

/** The voter is told that somebody looked at their matter, also where they answer it straight away. */
export function useNotedLook(id: string): void {
  const commands = useIssueCommands(id)
  onMounted(async () => {
    try {
      await commands.open()
    } catch (fault) {
      // Having looked is only noted; that it could not be noted must not stand in the way of reading.
      asFailure(fault)
    }
  })
}
