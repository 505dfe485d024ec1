import {
  type Icon,
  IconCpu2,
  IconLayoutDashboard,
  IconPackages,
  IconRouter,
  IconSettings,
} from '@tabler/icons-react'
import { paths } from '../paths.ts'

interface Door {
  label: string
  to: string
  icon: Icon
}

/** The pages that can be reached from everywhere. */
export const doors: Door[] = [
  { label: 'Overview', to: paths.overview(), icon: IconLayoutDashboard },
  { label: 'Devices', to: paths.devices(), icon: IconRouter },
  { label: 'Firmware', to: paths.firmware(), icon: IconCpu2 },
  { label: 'Products', to: paths.products(), icon: IconPackages },
  { label: 'Settings', to: paths.settings(), icon: IconSettings },
]
