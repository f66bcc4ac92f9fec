
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's192ae38a3b48a1c7': `‮Nothing‬ ‮was‬ ‮stored.‬ ‮Save‬ ‮the‬ ‮document‬ ‮as‬ ‮TXT‬ ‮or‬ ‮PDF,‬ ‮and‬ ‮upload‬ ‮that.‬`,
's1a56b257b5706e2c': `‮Too‬ ‮many‬ ‮attempts.‬`,
's1d64ac139055c17b': `‮This‬ ‮server‬ ‮reads‬ ‮text‬ ‮files‬ ‮and‬ ‮PDF‬ ‮alone.‬`,
's25f3dc73aed5a8f8': `‮The‬ ‮server‬ ‮met‬ ‮an‬ ‮error.‬`,
's2c755d9b737e925f': `‮Nothing‬ ‮was‬ ‮changed.‬`,
's33799dceeb7b6f63': `‮Some‬ ‮fields‬ ‮are‬ ‮not‬ ‮right.‬`,
's3747b62cdf4d3b03': `‮The‬ ‮password‬ ‮is‬ ‮right,‬ ‮but‬ ‮the‬ ‮server‬ ‮does‬ ‮not‬ ‮let‬ ‮this‬ ‮account‬ ‮in‬ ‮yet.‬`,
's3dec8d934a26b8a5': `‮Nothing‬ ‮was‬ ‮stored.‬ ‮Split‬ ‮the‬ ‮file‬ ‮or‬ ‮ask‬ ‮your‬ ‮administrator.‬`,
's40fce2745fa346d5': `‮Nothing‬ ‮was‬ ‮changed.‬ ‮Wait‬ ‮a‬ ‮little‬ ‮and‬ ‮try‬ ‮again.‬`,
's42fb9a60bb156a90': `‮Nothing‬ ‮was‬ ‮changed.‬ ‮It‬ ‮may‬ ‮have‬ ‮been‬ ‮deleted;‬ ‮reload‬ ‮the‬ ‮page‬ ‮to‬ ‮see‬ ‮what‬ ‮there‬ ‮is.‬`,
's4b9cb1d84cdea37c': `‮Nothing‬ ‮was‬ ‮stored.‬ ‮Use‬ ‮PDF,‬ ‮Word‬ ‮(DOCX),‬ ‮HTML,‬ ‮Markdown‬ ‮or‬ ‮text.‬`,
's4f5e694352aa3d83': `‮Something‬ ‮else‬ ‮answered‬ ‮in‬ ‮the‬ ‮place‬ ‮of‬ ‮the‬ ‮server.‬`,
's567cde3261f2283f': `‮Nothing‬ ‮was‬ ‮changed.‬ ‮Sign‬ ‮in‬ ‮again‬ ‮to‬ ‮go‬ ‮on.‬`,
's59762eaa69a60688': str`${0} ‮minutes‬`,
's5d04a530bbb668a0': `‮1‬ ‮second‬`,
's6083432d8d76ba59': `‮Nothing‬ ‮was‬ ‮changed.‬ ‮Ask‬ ‮an‬ ‮administrator‬ ‮if‬ ‮you‬ ‮need‬ ‮it.‬`,
's63c4a13757a33655': `‮Nothing‬ ‮of‬ ‮it‬ ‮is‬ ‮shown.‬ ‮It‬ ‮may‬ ‮be‬ ‮another‬ ‮release‬ ‮of‬ ‮the‬ ‮server:‬ ‮tell‬ ‮whoever‬ ‮runs‬ ‮it.‬`,
's6b76626c9f5bc282': `‮Reload‬ ‮it‬ ‮and‬ ‮try‬ ‮again;‬ ‮what‬ ‮was‬ ‮sent‬ ‮before‬ ‮is‬ ‮kept.‬`,
's6efb38c821d37755': `‮The‬ ‮server‬ ‮answered‬ ‮in‬ ‮a‬ ‮form‬ ‮that‬ ‮is‬ ‮not‬ ‮known‬ ‮here.‬`,
's757da1c5dd478ba0': `‮You‬ ‮are‬ ‮signed‬ ‮out.‬`,
's7787b7f6a3f8ef24': `‮Your‬ ‮account‬ ‮may‬ ‮not‬ ‮do‬ ‮this.‬`,
's7b4dc2a80690aa93': str`‮Nothing‬ ‮was‬ ‮changed.‬ ‮Try‬ ‮again‬ ‮in‬ ${0}.`,
's7b7e19b9740239ef': `‮The‬ ‮file‬ ‮is‬ ‮too‬ ‮large.‬`,
's7d7dd220524e4dd8': `‮What‬ ‮you‬ ‮entered‬ ‮is‬ ‮kept.‬ ‮Try‬ ‮again‬ ‮in‬ ‮a‬ ‮moment.‬`,
's8059aeb9a671ee8f': `‮The‬ ‮server‬ ‮could‬ ‮not‬ ‮read‬ ‮this‬ ‮file.‬`,
's8bf0a24fce370c06': `‮Something‬ ‮went‬ ‮wrong‬ ‮on‬ ‮this‬ ‮page.‬`,
's8dc24f8b1815f539': `‮The‬ ‮server‬ ‮cannot‬ ‮be‬ ‮reached.‬`,
's8e922142cd256fe5': `‮Nothing‬ ‮was‬ ‮changed.‬ ‮Choose‬ ‮another‬ ‮name‬ ‮or‬ ‮replace‬ ‮the‬ ‮existing‬ ‮one.‬`,
's907505b27e21e692': `‮This‬ ‮kind‬ ‮of‬ ‮file‬ ‮cannot‬ ‮be‬ ‮read.‬`,
's9977f8981211f862': `‮The‬ ‮server‬ ‮takes‬ ‮too‬ ‮long‬ ‮to‬ ‮answer.‬`,
'sa192f0ba4e0ef241': `‮Nothing‬ ‮was‬ ‮changed.‬ ‮Correct‬ ‮them‬ ‮and‬ ‮try‬ ‮again.‬`,
'sb14c08edc79e3949': `‮It‬ ‮may‬ ‮not‬ ‮have‬ ‮done‬ ‮what‬ ‮you‬ ‮asked.‬ ‮Check,‬ ‮then‬ ‮try‬ ‮again.‬`,
'sb5d72ba9499ea2f7': `‮This‬ ‮is‬ ‮no‬ ‮longer‬ ‮here.‬`,
'sb7c8bbccf7d62c02': `‮No‬ ‮answer‬ ‮is‬ ‮made‬ ‮from‬ ‮it.‬ ‮Check‬ ‮that‬ ‮it‬ ‮holds‬ ‮text,‬ ‮then‬ ‮upload‬ ‮it‬ ‮again.‬`,
'sbfcf4aed66f470be': `‮Nothing‬ ‮was‬ ‮changed.‬ ‮A‬ ‮network‬ ‮sign-in‬ ‮page‬ ‮can‬ ‮be‬ ‮the‬ ‮cause:‬ ‮open‬ ‮any‬ ‮website,‬ ‮then‬ ‮try‬ ‮again.‬`,
'scd15927583e0f39c': `‮What‬ ‮you‬ ‮entered‬ ‮is‬ ‮kept.‬ ‮Check‬ ‮the‬ ‮network‬ ‮and‬ ‮try‬ ‮again.‬`,
'sde6da567c7cccef5': `‮After‬ ‮a‬ ‮change‬ ‮of‬ ‮the‬ ‮password‬ ‮that‬ ‮can‬ ‮last‬ ‮up‬ ‮to‬ ‮an‬ ‮hour.‬ ‮Nothing‬ ‮was‬ ‮lost:‬ ‮wait,‬ ‮then‬ ‮sign‬ ‮in‬ ‮again.‬`,
'sde8f7834b457803b': `‮Nothing‬ ‮was‬ ‮changed.‬ ‮Check‬ ‮what‬ ‮you‬ ‮entered‬ ‮and‬ ‮try‬ ‮again.‬`,
'se4f9a84302dc318f': `‮This‬ ‮server‬ ‮does‬ ‮not‬ ‮offer‬ ‮that.‬`,
'se7e1ababbc4868b8': str`${0} ‮seconds‬`,
'sf52e716ad6278827': `‮The‬ ‮server‬ ‮could‬ ‮not‬ ‮read‬ ‮the‬ ‮request.‬`,
'sf8d33b38d54eb55b': `‮This‬ ‮already‬ ‮exists.‬`,
    };
  