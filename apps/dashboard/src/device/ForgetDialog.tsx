import type { Device } from '@cyberdeck-ota/schema'
import { useNavigate } from '@tanstack/react-router'
import { forgetDevice } from '../api/deviceCommands.ts'
import { deviceName } from '../fleet/deviceNames.ts'
import { paths } from '../paths.ts'
import { ConfirmTyped } from '../ui/ConfirmTyped.tsx'
import { toast, toastError } from '../ui/toast.tsx'

/** Asks before everything that is known of a device goes. */
export function ForgetDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const navigate = useNavigate()
  const name = deviceName(device)
  return (
    <ConfirmTyped
      title={`Forget ${name}?`}
      expected={name}
      action="Forget it"
      onClose={onClose}
      onConfirm={async () => {
        await navigate({ to: paths.devices() })
        // This dialog has gone with its page, and cannot tell of an error any more.
        await forgetDevice(device.id).then(() => toast(`${name} is forgotten.`), toastError)
      }}
    >
      Its history, its attempts and what is assigned to it go, and cannot be brought back. The board keeps
      what it runs; when it calls again, it shows up as a new device.
    </ConfirmTyped>
  )
}
