import { createImprovDecoder, decodeTexts, encodeImprov, encodeTexts, improvType } from './improvPackets.ts'
import type { WifiCredentials, WifiNetwork } from './wifi.ts'

/** What firmware tells and does over Improv. */
export interface ImprovFirmware {
  /** Firmware, version, chip family, device name. */
  info: readonly [firmware: string, version: string, chip: string, name: string]
  networks: readonly Required<WifiNetwork>[]
  /** Where the device is reached once it is on a network; null before. */
  url(): string | null
  /** Joins a network and keeps it. Resolves with whether it was let in. */
  join(credentials: WifiCredentials): Promise<boolean>
  send(bytes: Uint8Array): void
}

/** The device's side of Improv Wi-Fi over serial; commands, states and errors as improv-wifi.com/serial lists them. */
export interface Improv {
  receive(bytes: Uint8Array): void
}

const rpc = { settings: 1, state: 2, info: 3, scan: 4 } as const
const state = { ready: 2, provisioning: 3, provisioned: 4 } as const
const error = { none: 0, invalidPacket: 1, unknownCommand: 2, unableToConnect: 3 } as const

export function createImprov(firmware: ImprovFirmware): Improv {
  const decoder = createImprovDecoder()
  const send = (type: number, data: readonly number[]) =>
    firmware.send(encodeImprov({ type, data: Uint8Array.from(data) }))
  const tellState = (now: number) => send(improvType.currentState, [now])
  const tellError = (code: number) => send(improvType.errorState, [code])
  const result = (command: number, texts: readonly string[]) => {
    const encoded = encodeTexts(texts)
    send(improvType.rpcResult, [command, encoded.length, ...encoded])
  }

  const provision = async (ssid: string, password: string) => {
    tellState(state.provisioning)
    const joined = await firmware.join({ ssid, password })
    if (!joined) {
      tellError(error.unableToConnect)
      return tellState(state.ready)
    }
    tellState(state.provisioned)
    result(rpc.settings, [firmware.url() ?? ''])
  }
  const obey = (command: number, data: Uint8Array) => {
    const url = firmware.url()
    if (command === rpc.settings) {
      const [ssid, password] = decodeTexts(data) ?? []
      if (ssid === undefined || password === undefined) return tellError(error.invalidPacket)
      void provision(ssid, password)
    } else if (command === rpc.state) {
      tellState(url === null ? state.ready : state.provisioned)
      if (url !== null) result(rpc.state, [url])
    } else if (command === rpc.info) result(rpc.info, firmware.info)
    else if (command === rpc.scan) {
      for (const { ssid, rssi, password } of firmware.networks) {
        result(rpc.scan, [ssid, String(rssi), password === null ? 'NO' : 'YES'])
      }
      result(rpc.scan, [])
    } else tellError(error.unknownCommand)
  }

  return {
    receive(bytes) {
      for (const { type, data } of decoder.push(bytes)) {
        if (type !== improvType.rpc) continue
        const valid = data.length >= 2 && data[1] === data.length - 2
        tellError(valid ? error.none : error.invalidPacket)
        if (valid) obey(data[0] ?? 0, data.subarray(2))
      }
    },
  }
}
