/**
 * As much of `@serialport/bindings-interface` 1.2 as is used, the interface that the bindings of the package `serialport`
 * have for each system. Kept here because that package is not installed on most servers.
 */
export interface SerialBinding {
  list(): Promise<BindingPortInfo[]>
  /** Rejects with the system's reason. No other program can open the port until it is closed. */
  open(options: { path: string; baudRate: number }): Promise<BindingPort>
}

/** What the system knows of a port; `vendorId` and `productId` are four hex digits. */
export interface BindingPortInfo {
  path: string
  manufacturer?: string | undefined
  serialNumber?: string | undefined
  vendorId?: string | undefined
  productId?: string | undefined
}

/** An open port. */
export interface BindingPort {
  close(): Promise<void>
  /** At least one byte. Rejects with `canceled` set once the port is closed, and otherwise when the device is lost. */
  read(buffer: Buffer, offset: number, length: number): Promise<{ bytesRead: number }>
  /** Only one at a time. */
  write(buffer: Buffer): Promise<void>
  update(options: { baudRate: number }): Promise<void>
  /** Sets both lines: one left out goes to its default. */
  set(options: { dtr: boolean; rts: boolean }): Promise<void>
  get(): Promise<{ cts: boolean; dsr: boolean; dcd: boolean }>
}
