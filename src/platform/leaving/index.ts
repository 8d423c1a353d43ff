/** Door to the ways in which a process of ours ends: with its parent, and for certain. */
export { endProcess } from './end-process.ts';
export { leaveWithParent } from './leave-with-parent.ts';
