import { runTerminal } from './terminal.mjs'

runTerminal('fleetTerminal')
