/** Door to the processes of an instance: starting, watching over, stopping, and one instance per folder. */
export { type FolderLock, lockHolder, takeFolderLock } from './folder-lock.ts';
export { leaveWithParent } from './leave-with-parent.ts';
export { type NodeProcessOptions, startNodeProcess } from './node-process.ts';
export { freeBytes, freeBytesMin, prepareFolder, requireFreePort } from './place.ts';
export { askHttp } from './probes.ts';
export { requireReachable } from './reach.ts';
export {
  announceInstance,
  findRunningInstance,
  forgetInstance,
  type RunningInstance,
} from './running-instance.ts';
export { keepSecrets, type Secrets } from './secrets.ts';
export { StartRefused } from './start-refused.ts';
export { type Stores, type StoresWatch, startStores } from './stores.ts';
export {
  type Child,
  type Patience,
  Supervised,
  type Supervision,
  type SupervisionEvent,
} from './supervised.ts';
export { type DiskWatch, watchDisk } from './watch-disk.ts';
