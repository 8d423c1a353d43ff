/** Door to short memories: answers kept for seconds so that a busy asker costs one look-up per window. */
export { BriefMemory } from './brief-memory.ts';
