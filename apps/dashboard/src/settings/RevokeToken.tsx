import { type ApiToken, environmentTokenId } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { revokeToken } from '../api/commands.ts'
import { ConfirmTyped } from '../ui/ConfirmTyped.tsx'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { toast } from '../ui/toast.tsx'

const bySetting = 'Set by CYBERDECK_API_TOKEN: take that setting away and start the server again'

/** Ends a token at once; there is no undo, since its secret is not kept. */
export function RevokeToken({ token }: { token: ApiToken }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <DisabledReason reason={token.id === environmentTokenId ? bySetting : null}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          onClick={() => setAsking(true)}
          aria-label={`Revoke ${token.name}`}
        >
          Revoke
        </Button>
      </DisabledReason>
      {asking && (
        <ConfirmTyped
          title={`Revoke ${token.name}?`}
          expected={token.name}
          action="Revoke token"
          onConfirm={async () => {
            await revokeToken(token.id)
            toast(`Revoked ${token.name}`)
          }}
          onClose={() => setAsking(false)}
        >
          Whatever uses it is refused from its next request on. It cannot be brought back.
        </ConfirmTyped>
      )}
    </>
  )
}
