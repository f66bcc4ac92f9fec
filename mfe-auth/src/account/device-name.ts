import { msg, str } from '@lit/localize';
import type { DeviceSession } from '@voiceassist/shared/schemas';

/** What a device calls itself, in words. */
export function deviceName({ browser, system }: DeviceSession): string {
  if (browser && system) return msg(str`${browser} on ${system}`);
  return browser || system || msg('Unknown device');
}
