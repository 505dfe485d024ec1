import { TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './AddressField.module.css'
import { readAddress } from './readAddress.ts'

interface AddressFieldProps {
  /** Of the file. */
  name: string
  text: string
  /** Whether nothing else tells where the file goes. */
  required: boolean
  onChange: (text: string) => void
}

/** A flash address. What is wrong with it is said once it has been typed. */
export function AddressField({ name, text, required, onChange }: AddressFieldProps) {
  const [left, setLeft] = useState(false)
  const read = readAddress(text)
  return (
    <TextInput
      aria-label={`Address of ${name}`}
      placeholder={required ? 'such as 0x290000' : 'found by itself'}
      size="xs"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
      error={left && 'sentence' in read && read.sentence}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      className={classes.root}
      classNames={{ input: classes.input }}
    />
  )
}
