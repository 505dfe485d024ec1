import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { styleNonce } from '../strictCsp.ts'
import { cssVariables, theme } from './theme.ts'
import './global.css'

/** The look of everything below it, and the place where toasts appear. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => styleNonce}
    >
      <Notifications position="bottom-right" autoClose={8000} />
      {children}
    </MantineProvider>
  )
}
