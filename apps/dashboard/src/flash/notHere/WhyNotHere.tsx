import { Button, Group } from '@mantine/core'
import { Copyable } from '../../ui/Copyable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Way } from '../ways.ts'
import { BecomeSecure } from './BecomeSecure.tsx'
import { Option } from './Option.tsx'
import type { OutOfReach } from './reachOf.ts'
import { reachSentence } from './reachWords.ts'
import classes from './WhyNotHere.module.css'

interface WhyNotHereProps {
  reach: OutOfReach
  onWay: (way: Exclude<Way, 'here'>) => void
}

/** Says why this page cannot flash by itself, and offers what works instead, the least effort first. */
export function WhyNotHere({ reach, onWay }: WhyNotHereProps) {
  return (
    <Panel title="This page cannot use USB ports here">
      <p className={classes.why} role="status">
        {reachSentence(reach)}
      </p>
      <div className={classes.options}>
        <HereAfterAll reach={reach} />
        <Option title="Or go another way, from any browser">
          <p>
            The server can flash a board that is plugged into it, and every file can be downloaded for tools
            of your own.
          </p>
          <Group gap="xs">
            <Button variant="default" onClick={() => onWay('server')}>
              Plug into the server
            </Button>
            <Button variant="default" onClick={() => onWay('download')}>
              Download and flash yourself
            </Button>
          </Group>
        </Option>
      </div>
    </Panel>
  )
}

/** What makes this way work; nothing on a phone, where nothing does. */
function HereAfterAll({ reach }: { reach: OutOfReach }) {
  const page = location.href
  switch (reach.kind) {
    case 'phone':
      return null
    case 'insecure-origin':
      return <BecomeSecure page={page} browser={reach.browser} />
    case 'not-allowed':
      return <OpenElsewhere title="Open this page in a tab of its own, straight from the server" />
    case 'no-support':
      // Another browser at the same address would lack it too.
      return reach.secure ? (
        <OpenElsewhere title="Open this page in a browser that has it" />
      ) : (
        <BecomeSecure page={page} browser={null} />
      )
  }
}

function OpenElsewhere({ title }: { title: string }) {
  return (
    <Option title={title}>
      <p>
        <Copyable value={location.href} label="address of this page" />
      </p>
    </Option>
  )
}
