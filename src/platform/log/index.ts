/** Door to the log: JSON lines with a trace, files that turn over, short lines for people. */
export { continueTraceparent, createLog, currentTraceparent, type Log, say, withTraceparent } from './log.ts';
export { type LogFile, openLogFile } from './log-file.ts';
export { terminalLine } from './terminal-line.ts';
