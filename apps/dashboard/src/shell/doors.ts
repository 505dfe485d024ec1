import {
  type Icon,
  IconCpu2,
  IconLayoutDashboard,
  IconPackages,
  IconRouter,
  IconSettings,
  IconUsb,
} from '@tabler/icons-react'
import { paths } from '../paths.ts'

interface Door {
  label: string
  to: string
  icon: Icon
  /** What else people call it. */
  also?: string
}

/** The pages that can be reached from everywhere. */
export const doors: Door[] = [
  { label: 'Overview', to: paths.overview(), icon: IconLayoutDashboard },
  { label: 'Devices', to: paths.devices(), icon: IconRouter },
  { label: 'Firmware', to: paths.firmware(), icon: IconCpu2 },
  { label: 'Products', to: paths.products(), icon: IconPackages },
  { label: 'Flash', to: paths.flash(), icon: IconUsb, also: 'usb serial cable' },
  { label: 'Settings', to: paths.settings(), icon: IconSettings },
]
