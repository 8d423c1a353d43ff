/** Door to the simulator: a made-up world that enters through the public API, as a user's data would. */
export { type FreshSending, sendFreshTrade } from './fresh/send-fresh.ts';
export { type DemoLoad, type DemoLoaded, loadDemoWorld } from './loading/load-demo-world.ts';
export { presentOf } from './loading/present.ts';
export type { SimulationReport } from './shoppers/ledger.ts';
export { type Simulation, simulate } from './shoppers/simulate.ts';
export { type Phone, pickUpPhone } from './shoppers/storefront.ts';
export { demoSize, smallSize, type WorldSize } from './world/world.ts';
