import { Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { InlineForm } from '@/ui/InlineForm'
import { NewSecret } from '@/ui/NewSecret'

interface NewCredentialFormProps {
  kind: 'key' | 'token'
  description: string
  placeholder?: string
  disabledReason?: string | null
  isBusy: boolean
  /** Returns the secret, or null when the creation failed. */
  onCreate: (name: string) => Promise<string | null>
}

/** Creates a key or token and displays its secret once. */
export function NewCredentialForm(props: NewCredentialFormProps) {
  const { kind, description, placeholder, disabledReason = null, isBusy, onCreate } = props
  const [name, setName] = useState('')
  const [created, setCreated] = useState<{ name: string; secret: string } | null>(null)
  const submit = async () => {
    const secret = await onCreate(name)
    if (secret === null) return
    setCreated({ name, secret })
    setName('')
  }
  return (
    <Stack gap="sm">
      <Text c="dimmed">{description}</Text>
      <InlineForm
        submitLabel={`Create ${kind}`}
        disabledReason={disabledReason}
        isBusy={isBusy}
        onSubmit={submit}
      >
        <TextInput
          label="Name"
          placeholder={placeholder}
          value={name}
          maxLength={200}
          required
          withAsterisk={false}
          readOnly={disabledReason !== null}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value)
          }}
          w={320}
          maw="100%"
        />
      </InlineForm>
      {created && (
        <NewSecret
          title={kind === 'key' ? `Key “${created.name}”` : `Token “${created.name}”`}
          secret={created.secret}
          onDone={() => {
            setCreated(null)
          }}
        />
      )}
    </Stack>
  )
}
