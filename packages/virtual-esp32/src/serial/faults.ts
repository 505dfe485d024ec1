/**
 * What is wrong with a board or its cable. The board looks at this object whenever it matters, so a test puts a fault in
 * and takes it out while it runs, as a person does who pushes the plug back in.
 */
export interface SerialFaults {
  /** Flash address whose lowest bit comes out wrong at every write. */
  flipsBitAt?: number | null
  /** The cable comes off after so many bytes of the host since it was plugged in. */
  pullsCableAtByte?: number | null
  /** Bauds at which nothing legible passes, though both sides use them. USB without a bridge knows no baud. */
  failingBauds?: readonly number[]
  /** DTR and RTS lead nowhere: only the two buttons reset the board into download mode. */
  noBootCircuit?: boolean
  /** Secure Download Mode (an eFuse; not on ESP32): no registers, no stub, no digest. */
  secureDownload?: boolean
  /** A reset takes native USB off the bus: this port is gone and another comes. */
  reenumerates?: boolean
  /** Another program has the port: `open()` rejects. */
  busy?: boolean
  /** The supply gives in as soon as the app starts its radio: the board resets over and over. */
  brownsOut?: boolean
  /** The app panics as soon as it starts. */
  panics?: boolean
}
