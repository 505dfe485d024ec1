import { Anchor, Button, CloseButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { Fold } from '../ui/Fold.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { pickFirmware } from '../upload/pickFirmware.ts'
import classes from './AttentionPanel.module.css'
import type { AttentionItem } from './attentionItem.ts'
import type { Remedy } from './trouble.ts'

interface AttentionPanelProps {
  items: AttentionItem[]
  onPutAside: (occurrence: string) => void
  onConnect: () => void
}

/** What needs the owner, each with its one remedy. */
export function AttentionPanel({ items, onPutAside, onConnect }: AttentionPanelProps) {
  const navigate = useNavigate()

  function mend(remedy: Remedy) {
    switch (remedy.does) {
      case 'release':
        return void navigate({ to: paths.release(remedy) })
      case 'device':
        return void navigate({ to: paths.device(remedy.id) })
      case 'devices':
        return void navigate({ to: paths.devices(), search: { query: remedy.query } })
      case 'product':
        return void navigate({ to: paths.product(remedy.product) })
      case 'firmware':
        return void navigate({ to: paths.firmware() })
      case 'settings':
        return void navigate({ to: paths.settings() })
      case 'upload':
        return pickFirmware()
      case 'sketch':
        return onConnect()
    }
  }

  return (
    <Panel title="Needs attention" flush>
      <ul className={classes.list}>
        {items.map(({ id, title, detail, at, remedy, list, putAsideAs }) => (
          <li key={id} className={classes.item}>
            <IconAlertTriangle className={classes.icon} size={18} stroke={1.8} aria-hidden />
            <div className={classes.text}>
              <p className={classes.title}>{title}</p>
              <p className={classes.detail}>
                {detail}
                {at && (
                  <>
                    {' · '}
                    <RelativeTime at={at} />
                  </>
                )}
              </p>
              {list.length > 0 && (
                <Fold summary={`Show ${list.length === 1 ? 'it' : `all ${list.length}`}`}>
                  <ul className={classes.affected}>
                    {list.map(({ text, device }) => (
                      <li key={device ?? text}>
                        {device === null ? (
                          text
                        ) : (
                          <Anchor component={Link} to={paths.device(device)} inherit>
                            {text}
                          </Anchor>
                        )}
                      </li>
                    ))}
                  </ul>
                </Fold>
              )}
            </div>
            <div className={classes.actions}>
              <Button size="xs" variant="default" onClick={() => mend(remedy)}>
                {remedy.label}
              </Button>
              {putAsideAs !== null && (
                <CloseButton aria-label={`Put aside: ${title}`} onClick={() => onPutAside(putAsideAs)} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
