import { NewPassword } from '@cyberdeck-ota/schema'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { claim } from '../api/commands.ts'
import { Entrance } from '../shell/Entrance.tsx'
import { complaint } from '../ui/complaint.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { clearFragment, codeInFragment } from './claimCode.ts'

/** The first page anybody sees: whoever has the code that the start printed becomes the owner. */
export function ClaimPage({ onClaimed }: { onClaimed: () => void }) {
  const [linkCode] = useState(() => codeInFragment(location.hash))
  useEffect(() => {
    if (linkCode) clearFragment()
  }, [linkCode])
  const attempt = useMutation({ mutationFn: claim, onSuccess: onClaimed })
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { code: linkCode, password: '', repeated: '' },
    validate: {
      code: (code) => (code.trim() ? null : 'The code is on the terminal where the server was started.'),
      password: (password) => complaint(NewPassword, password),
      repeated: (repeated, { password }) => (repeated === password ? null : 'The two passwords differ.'),
    },
  })
  const submit = form.onSubmit(({ code, password }) => attempt.mutate({ code: code.trim(), password }))
  return (
    <Entrance
      title="Claim this server"
      description={
        linkCode
          ? 'Choose the owner’s password. The user is admin.'
          : 'Choose the owner’s password, and type the code that the server printed when it started. The user is admin.'
      }
    >
      <form onSubmit={submit} noValidate>
        {/* Password managers keep a password together with the user's name. */}
        <input type="text" name="username" autoComplete="username" value="admin" readOnly hidden />
        {!linkCode && (
          <TextInput
            mb="sm"
            label="One-time code"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('code')}
          />
        )}
        <PasswordInput
          label="Password"
          description="At least 10 characters"
          autoComplete="new-password"
          autoFocus={linkCode !== ''}
          {...form.getInputProps('password')}
        />
        <PasswordInput
          mt="sm"
          label="Password again"
          autoComplete="new-password"
          {...form.getInputProps('repeated')}
        />
        {attempt.isError && (
          <div style={{ marginTop: '1rem' }}>
            <ProblemNotice error={attempt.error} />
          </div>
        )}
        <Button type="submit" fullWidth mt="lg" loading={attempt.isPending || attempt.isSuccess}>
          Claim and sign in
        </Button>
      </form>
    </Entrance>
  )
}
