/** Door to the configuration: environment variables only, parsed once. */
export {
  type Config,
  ConfigRefused,
  describeSettings,
  readConfig,
  readServerConfig,
  type ServerConfig,
} from './config.ts';
export { environment, type Setting, settings } from './settings.ts';
