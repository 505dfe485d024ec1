import { runTerminal } from './terminal.mjs'

runTerminal('terminal')
