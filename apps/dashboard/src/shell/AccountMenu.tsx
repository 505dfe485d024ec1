import { ActionIcon, Menu } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { signOut } from '../api/commands.ts'
import { queries } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { toastError } from '../ui/toast.tsx'

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { data: me } = useSuspenseQuery(queries.me)
  const navigate = useNavigate()
  const leave = () => signOut().then(() => navigate({ to: paths.signIn() }), toastError)
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Account">
          <IconUser size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Signed in as {me.user}</Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
