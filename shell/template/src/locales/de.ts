
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's255a10c0f50e1ad2': `Diese Seite ist neu. Ihr Text wartet auf das Team, dem sie gehört.`,
's63f0bfacf2c00f6b': `Guten Tag`,
'sdda0ebeb9a270e53': str`Guten Tag, ${0}`,
    };
  