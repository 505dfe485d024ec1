import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { signIn } from '../api/commands.ts'
import { Entrance } from '../shell/Entrance.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

/** For somebody who has the password; also where a lost session leads. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { user: 'admin', password: '' } })
  const attempt = useMutation({ mutationFn: signIn, onSuccess: onSignedIn })
  return (
    <Entrance title="Sign in" description="to this firmware server">
      <form onSubmit={form.onSubmit((values) => attempt.mutate(values))}>
        <TextInput
          label="User"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          required
          withAsterisk={false}
          {...form.getInputProps('user')}
        />
        <PasswordInput
          mt="sm"
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          autoFocus
          {...form.getInputProps('password')}
        />
        {attempt.isError && (
          <div style={{ marginTop: '1rem' }}>
            <ProblemNotice error={attempt.error} />
          </div>
        )}
        <Button type="submit" fullWidth mt="lg" loading={attempt.isPending || attempt.isSuccess}>
          Sign in
        </Button>
      </form>
    </Entrance>
  )
}
