import type { FlashRefusalCode } from '@cyberdeck-ota/flasher'

/** What gets one on from a refusal. */
export interface RefusalHelp {
  /** More than the refusal's own sentence says; null where that is enough. */
  text: string | null
  /** Another firmware, more files beside those chosen, another board, or what is on the board kept. */
  way: 'firmware' | 'files' | 'board' | 'keep'
}

const otherFiles: RefusalHelp = { text: null, way: 'firmware' }
const overTheAir: RefusalHelp = {
  text: 'Firmware that polls this server takes what you publish there.',
  way: 'board',
}

/** For each refusal. */
export const refusalHelp: Record<FlashRefusalCode, RefusalHelp> = {
  'secure-download-mode': overTheAir,
  'flash-encrypted': overTheAir,
  'nothing-chosen': otherFiles,
  'not-flashable': otherFiles,
  'wrong-chip': {
    text: 'Choose a build for this chip, or plug in the board that this one is for.',
    way: 'firmware',
  },
  'chip-too-old': { text: 'Choose a build for this chip revision.', way: 'firmware' },
  'chip-too-new': { text: 'Choose a build for this chip revision.', way: 'firmware' },
  'unsigned-app': { text: 'Choose the build that is signed with this board’s key.', way: 'firmware' },
  'secure-boot-bootloader': otherFiles,
  'secure-boot-erase': { text: null, way: 'keep' },
  'blank-chip': {
    text: 'Build tools leave bootloader.bin and partitions.bin (partition-table.bin) beside the app, and most can also make one merged .bin. Arduino names them <sketch>.ino.bootloader.bin, <sketch>.ino.partitions.bin and <sketch>.ino.merged.bin.',
    way: 'files',
  },
  'no-app': { text: null, way: 'files' },
  'no-slot': otherFiles,
  'no-address': otherFiles,
  'wrong-address': otherFiles,
  'several-apps': otherFiles,
  'does-not-fit-slot': otherFiles,
  'does-not-fit-flash': {
    text: 'Choose a build that is made for a flash of this size.',
    way: 'firmware',
  },
  'files-overlap': otherFiles,
  'erase-leaves-nothing': { text: null, way: 'keep' },
}
