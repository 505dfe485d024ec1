import { Anchor } from '@mantine/core'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { Option } from './Option.tsx'
import type { Capable } from './reachOf.ts'
import { secureTwins } from './secureTwins.ts'
import { TrustThisAddress } from './TrustThisAddress.tsx'

interface BecomeSecureProps {
  /** Address of this page. */
  page: string
  /** Null: not known. */
  browser: Capable | null
}

/** How the same page comes to be one that the browser trusts. */
export function BecomeSecure({ page, browser }: BecomeSecureProps) {
  const { onServer, sshLine, throughTunnel } = secureTwins(page)
  return (
    <>
      <Option title="You sit at the server’s own computer">
        <p>
          Open{' '}
          <Anchor href={onServer} underline="always">
            {onServer}
          </Anchor>{' '}
          and sign in there: it is the same page.
        </p>
      </Option>
      <Option title="The server is another computer">
        <p>
          Leave this running in a terminal, with your name on the server in place of <code>user</code>:
        </p>
        <CodeBlock code={sshLine} label="command" title="On this computer" />
        <p>
          Then open{' '}
          <Anchor href={throughTunnel} underline="always">
            {throughTunnel}
          </Anchor>{' '}
          and sign in there.
        </p>
      </Option>
      <Option title="For good">
        <p>Put the server behind HTTPS; its README shows how, with nginx.</p>
        {browser !== 'firefox' && <TrustThisAddress origin={new URL(page).origin} browser={browser} />}
      </Option>
    </>
  )
}
