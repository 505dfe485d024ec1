/** The two outputs of a serial port that esptool's wiring uses; true is asserted. */
export interface Lines {
  dtr: boolean
  rts: boolean
}

/** What the lines do to the chip. */
export interface ResetPins {
  hold(): void
  /** Out of reset. @param download whether the lines ask for download mode */
  release(download: boolean): void
}

export type ResetCircuit = (lines: Lines) => void

/**
 * Two transistors between a USB bridge and the pins EN and GPIO0, as on most boards (esptool's "Boot Mode Selection"
 * page): each line works only while the other is off, so that a terminal that sets both does not hold the board.
 */
export function bridgeCircuit(pins: ResetPins): ResetCircuit {
  let held = false
  return ({ dtr, rts }) => {
    const holds = rts && !dtr
    if (holds && !held) pins.hold()
    // EN rises slowly (it has a capacitor), so GPIO0 counts as it stands after the change.
    if (!holds && held) pins.release(dtr && !rts)
    held = holds
  }
}

/**
 * The USB-Serial/JTAG unit does the same without pins: DTR alone raises its download flag, RTS alone resets with the flag
 * as it is (ESP32-C3 Technical Reference Manual, "USB Serial/JTAG Controller", the two reset sequences).
 */
export function nativeUsbCircuit(pins: ResetPins): ResetCircuit {
  let flag = false
  let reset = false
  return ({ dtr, rts }) => {
    if (!rts) flag = dtr
    const resets = rts && !dtr
    if (resets && !reset) {
      reset = true
      pins.hold()
      pins.release(flag)
    }
    reset = resets
  }
}
