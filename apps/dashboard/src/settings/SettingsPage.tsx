import { Page } from '../ui/Page.tsx'
import { AboutPanel } from './AboutPanel.tsx'
import { AddressPanel } from './AddressPanel.tsx'
import { AppearancePanel } from './AppearancePanel.tsx'
import { ProductsPanel } from './ProductsPanel.tsx'
import { TokensPanel } from './TokensPanel.tsx'

/** What can be set in the browser; the rest is the environment of the process. */
export function SettingsPage() {
  return (
    <Page title="Settings">
      <AddressPanel />
      <ProductsPanel />
      <TokensPanel />
      <AppearancePanel />
      <AboutPanel />
    </Page>
  )
}
