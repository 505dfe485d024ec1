import { Checkbox } from '@mantine/core'

interface EraseChoiceProps {
  eraseAll: boolean
  onChange: (eraseAll: boolean) => void
}

/** Whether what is on the board goes first. */
export function EraseChoice({ eraseAll, onChange }: EraseChoiceProps) {
  return (
    <Checkbox
      size="md"
      label="Erase everything first"
      description="Wi-Fi, settings and files on the board are gone afterwards, and it takes up to a minute longer. Needs a full set: a factory image, or the app with its bootloader and partition table."
      checked={eraseAll}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
