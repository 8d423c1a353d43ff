/** Door to traffic: the feed, placements, what screens tell, and what was served. */
export { openTraffic, type Traffic, type TrafficOptions } from './open-traffic.ts';
export { placementNames } from './slots/placements/placement-names.ts';
export { slotMetrics } from './slots/slot-metrics.ts';
export { trafficTakeout } from './takeout/traffic-takeout.ts';
