import { useEffect, useEffectEvent } from 'react'
import { Page } from '../ui/Page.tsx'
import { ByHand } from './byHand/ByHand.tsx'
import type { Firmware } from './choice/firmware.ts'
import { desk } from './deskStore.ts'
import { firmwareOfSearch, isSameRelease, searchWithFirmware } from './firmwareInAddress.ts'
import type { FlashSearch } from './flashSearch.ts'
import { mustStay } from './leaving.ts'
import { reachHere } from './notHere/reachHere.ts'
import { WhyNotHere } from './notHere/WhyNotHere.tsx'
import { RescueNotice } from './RescueNotice.tsx'
import { ServerCable } from './server/ServerCable.tsx'
import { ThisComputer } from './ThisComputer.tsx'
import { useDesk } from './useDesk.ts'
import { WayChoice } from './WayChoice.tsx'
import type { Way } from './ways.ts'

interface FlashPageProps {
  search: FlashSearch
  onSearch: (search: FlashSearch) => void
}

const reach = reachHere()

/** Puts firmware on a board, and follows it into the fleet. */
export function FlashPage({ search, onSearch }: FlashPageProps) {
  const state = useDesk(desk)
  useFirmwareOf(search)
  useRescueOf(search)
  const { way = 'here', device } = search
  const onWay = (next: Way) => onSearch({ ...search, way: next })
  const choose = (firmware: Firmware | null) => {
    desk.chooseFirmware(firmware)
    onSearch(searchWithFirmware(search, firmware))
  }
  return (
    <Page
      title="Flash a board"
      description="By USB: the first firmware of a new board, and help for one that the air does not reach"
    >
      {device !== undefined && (
        <RescueNotice
          key={device}
          id={device}
          named={firmwareOfSearch(search)}
          hasFirmware={state.firmware !== null}
        />
      )}
      <WayChoice way={way} onWay={onWay} />
      {way === 'here' &&
        (reach.kind === 'usable' ? (
          <ThisComputer state={state} device={device ?? null} onChoose={choose} />
        ) : (
          <WhyNotHere reach={reach} onWay={onWay} />
        ))}
      {way === 'server' && <ServerCable firmware={state.firmware} onChoose={choose} />}
      {way === 'download' && <ByHand firmware={state.firmware} onChoose={choose} />}
    </Page>
  )
}

/** Chooses what the address names, when one comes here and when the address changes. */
function useFirmwareOf(search: FlashSearch) {
  useEffect(() => {
    const named = firmwareOfSearch(search)
    const { firmware, flash } = desk.get()
    if (named && !isSameRelease(firmware, named) && !mustStay(flash)) desk.chooseFirmware(named)
  }, [search])
}

/** Whoever comes here to rescue a device finds nothing of what was done to another board before. */
function useRescueOf(search: FlashSearch) {
  const { device } = search
  const begin = useEffectEvent(() => {
    const { flash } = desk.get()
    const mac = 'board' in flash ? flash.board?.mac : null
    if (mac === device || mustStay(flash)) return
    desk.setEraseAll(false)
    if (firmwareOfSearch(search) === null) desk.chooseFirmware(null)
    if (flash.kind !== 'idle') void desk.another()
  })
  useEffect(() => {
    if (device !== undefined) begin()
  }, [device])
}
