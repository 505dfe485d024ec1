import './strictCsp.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onSignedOut, queryClient } from './api/queryClient.ts'
import { reloadOnUpgrade } from './reloadOnUpgrade.ts'
import { createAppRouter } from './router.tsx'
import { ThemeProvider } from './theme/ThemeProvider.tsx'

reloadOnUpgrade()
const router = createAppRouter()
onSignedOut(() => void router.invalidate())

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
)
