/** Door to traffic: the feed, what screens tell, and what was served. */
export { openTraffic, type Traffic, type TrafficOptions } from './open-traffic.ts';
