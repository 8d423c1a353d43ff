import { expect, it } from 'vitest';
import { deviceName } from './device-name.ts';

it('a session is named by the browser and system people know', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
  expect(deviceName(chrome)).toBe('Chrome · Windows');
  expect(deviceName(`${chrome} Edg/140.0`)).toBe('Edge · Windows');
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1';
  expect(deviceName(iphone)).toBe('Safari · iOS');
  expect(deviceName('curl/8.9')).toBe('curl');
  expect(deviceName('')).toBeNull();
  expect(deviceName('something else')).toBeNull();
});
