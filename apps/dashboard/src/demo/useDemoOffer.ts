import { useMutation, useQuery } from '@tanstack/react-query'
import { startDemo } from '../api/deviceCommands.ts'
import { deviceQueries } from '../api/deviceQueries.ts'
import { toastError } from '../ui/toast.tsx'

/** Starts the demo fleet; null where there is none to start, or it runs already. */
export function useDemoOffer(): { start: () => void; starting: boolean } | null {
  const { data: demo } = useQuery(deviceQueries.demo)
  const { mutate, isPending } = useMutation({ mutationFn: startDemo, onError: toastError })
  return demo && !demo.running ? { start: () => mutate(), starting: isPending } : null
}
