import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ComponentProps } from 'react'

/** The button of a panel that makes another one of what the panel lists: "New board". */
export function NewButton(props: ComponentProps<typeof Button<'button'>>) {
  return <Button size="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} {...props} />
}
