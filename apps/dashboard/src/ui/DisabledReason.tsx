import { Tooltip } from '@mantine/core'
import { cloneElement, type MouseEvent, type ReactElement } from 'react'

interface ButtonLike {
  onClick?: ((event: MouseEvent<HTMLElement>) => void) | undefined
  'aria-disabled'?: boolean
  'data-disabled'?: boolean
  'aria-description'?: string
}

interface DisabledReasonProps {
  /** One sentence why the button cannot be used now; null when it can. */
  reason: string | null
  /** One Mantine `Button`, `ActionIcon` or `Menu.Item`. */
  children: ReactElement<ButtonLike>
}

/**
 * Disables a button and says why. It stays focusable, unlike with the `disabled` attribute, so that the reason can be
 * reached by keyboard and read aloud.
 */
export function DisabledReason({ reason, children }: DisabledReasonProps) {
  if (reason === null) return children
  return (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
      {cloneElement(children, {
        'aria-disabled': true,
        'data-disabled': true,
        'aria-description': reason,
        onClick: (event) => event.preventDefault(),
      })}
    </Tooltip>
  )
}
