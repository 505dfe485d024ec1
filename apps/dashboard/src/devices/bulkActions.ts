import { type DeviceAction, Slug, VersionText } from '@cyberdeck-ota/schema'

export type BulkKind = 'pin' | 'unpin' | 'hold' | 'release' | 'channel' | 'tag' | 'untag' | 'lift' | 'forget'

/** What an action has to be told besides its devices. */
export type BulkField = 'version' | 'channel' | 'tag'

interface BulkAction {
  /** On the button or menu item that begins it. */
  label: string
  title: string
  field: BulkField | null
  /** What it means, where the title does not say it. */
  about: string | null
  /** Undefined for a field that is not filled in as it must be. */
  action: (value: string) => DeviceAction | undefined
  /** On the button that does it. `devices`: "9 devices". */
  button: (devices: string, value: string) => string
  /** In the toast afterwards. */
  done: (devices: string, value: string) => string
}

const version = (text: string) => VersionText.safeParse(text).data
const slug = (text: string) => Slug.safeParse(text).data

/** Everything that can be done to many devices at once. */
export const bulkActions: Record<BulkKind, BulkAction> = {
  pin: {
    label: 'Update to…',
    title: 'Update to a version',
    field: 'version',
    about:
      'They are pinned: each runs this version from its next check-in on, whatever its channel points at.',
    action: (value) => defined(version(value), (version) => ({ do: 'pin', version })),
    button: (devices, value) => `Pin ${devices} to ${value}`,
    done: (devices, value) => `Pinned ${devices} to ${value}.`,
  },
  unpin: {
    label: 'Take the pin off',
    title: 'Take the pin off',
    field: null,
    about: 'They follow their channel again.',
    action: () => ({ do: 'pin', version: null }),
    button: (devices) => `Take the pin off ${devices}`,
    done: (devices) => `Took the pin off ${devices}.`,
  },
  hold: {
    label: 'Hold',
    title: 'Hold',
    field: null,
    about: 'They get no update until the hold is taken off.',
    action: () => ({ do: 'hold', hold: true }),
    button: (devices) => `Hold ${devices}`,
    done: (devices) => `Holding ${devices}.`,
  },
  release: {
    label: 'Take the hold off',
    title: 'Take the hold off',
    field: null,
    about: 'They get what is due at their next check-in.',
    action: () => ({ do: 'hold', hold: false }),
    button: (devices) => `Take the hold off ${devices}`,
    done: (devices) => `Took the hold off ${devices}.`,
  },
  channel: {
    label: 'Channel…',
    title: 'Put on a channel',
    field: 'channel',
    about: null,
    action: (value) =>
      value === ''
        ? { do: 'channel', channel: null }
        : defined(slug(value), (channel) => ({ do: 'channel', channel })),
    button: (devices, value) =>
      value === '' ? `Let ${devices} follow what they say` : `Put ${devices} on ${value}`,
    done: (devices, value) =>
      value === '' ? `What their URL says counts again for ${devices}.` : `Put ${devices} on ${value}.`,
  },
  tag: {
    label: 'Tag…',
    title: 'Tag',
    field: 'tag',
    about: null,
    action: (value) => defined(slug(value), (tag) => ({ do: 'tag', tag })),
    button: (devices, value) => `Tag ${devices} ${value}`,
    done: (devices, value) => `Tagged ${devices} ${value}.`,
  },
  untag: {
    label: 'Take a tag off…',
    title: 'Take a tag off',
    field: 'tag',
    about: null,
    action: (value) => defined(slug(value), (tag) => ({ do: 'untag', tag })),
    button: (devices, value) => `Take ${value} off ${devices}`,
    done: (devices, value) => `Took ${value} off ${devices}.`,
  },
  lift: {
    label: 'Let failed builds be tried again',
    title: 'Let failed builds be tried again',
    field: null,
    about: 'Builds that failed on them, and are not offered for now, are offered at their next check-in.',
    action: () => ({ do: 'lift' }),
    button: (devices) => `Let ${devices} try again`,
    done: (devices) => `Let ${devices} try again.`,
  },
  forget: {
    label: 'Forget…',
    title: 'Forget',
    field: null,
    about:
      'Everything known of them goes: names, tags, pins, history. One that calls again is a new device. This cannot be undone.',
    action: () => ({ do: 'forget' }),
    button: (devices) => `Forget ${devices}`,
    done: (devices) => `Forgot ${devices}.`,
  },
}

function defined<Value>(value: Value | undefined, action: (value: Value) => DeviceAction) {
  return value === undefined ? undefined : action(value)
}
