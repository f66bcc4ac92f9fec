import { msg } from '@lit/localize';
import type { ClientErrorGroup } from '@voiceassist/shared/schemas';

/** What happened, in words. */
export function failureWords(kind: ClientErrorGroup['kind']): string {
  switch (kind) {
    case 'load':
      return msg('Could not be loaded');
    case 'integrity':
      return msg('A file was not as published, and did not run');
    case 'timeout':
      return msg('Did not answer in time');
    case 'mount':
      return msg('Could not start');
    case 'runtime':
      return msg('An error while it was used');
    case 'loop':
      return msg('Stopped after errors without end');
  }
}
