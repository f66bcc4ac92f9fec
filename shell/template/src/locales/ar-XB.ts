
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's255a10c0f50e1ad2': `‮This‬ ‮page‬ ‮is‬ ‮new.‬ ‮Its‬ ‮text‬ ‮is‬ ‮waiting‬ ‮for‬ ‮the‬ ‮team‬ ‮that‬ ‮owns‬ ‮it.‬`,
's63f0bfacf2c00f6b': `‮Hello‬`,
'sdda0ebeb9a270e53': str`‮Hello,‬ ${0}`,
    };
  