
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      'navigation-main': `‮Main‬`,
's0a11c2ffb8309d1a': `‮Not‬ ‮found‬`,
's0d32d442686fe98a': `‮No‬ ‮connection‬`,
's1abc54fee6cf3ddf': str`${0} ‮could‬ ‮not‬ ‮be‬ ‮loaded‬`,
's1d7f5aa52981616b': `‮Only‬ ‮a‬ ‮new‬ ‮page‬ ‮can‬ ‮load‬ ‮it‬ ‮again.‬ ‮You‬ ‮stay‬ ‮signed‬ ‮in,‬ ‮and‬ ‮what‬ ‮was‬ ‮sent‬ ‮or‬ ‮saved‬ ‮is‬ ‮kept.‬`,
's1dcb68c673f51116': `‮There‬ ‮is‬ ‮no‬ ‮page‬ ‮at‬ ‮this‬ ‮address‬`,
's2984e8c91b526c02': str`${0} ‮has‬ ‮stopped‬ ‮because‬ ‮of‬ ‮an‬ ‮error‬`,
's2c8189544e3ea679': `‮Retry‬`,
's337d6b204004d3b6': `‮It‬ ‮needs‬ ‮the‬ ‮administrator‬ ‮role,‬ ‮which‬ ‮your‬ ‮account‬ ‮does‬ ‮not‬ ‮have.‬ ‮Ask‬ ‮an‬ ‮administrator‬ ‮if‬ ‮you‬ ‮need‬ ‮it.‬`,
's38deb598353fd0d5': `‮Nothing‬ ‮was‬ ‮entered‬ ‮for‬ ‮a‬ ‮while.‬ ‮To‬ ‮protect‬ ‮what‬ ‮is‬ ‮on‬ ‮the‬ ‮screen,‬ ‮you‬ ‮are‬ ‮signed‬ ‮out‬ ‮soon.‬`,
's3b0ab4b52326316f': `‮Light‬`,
's43e1dfa7695348d7': `‮Stay‬ ‮signed‬ ‮in‬`,
's53467af3f60cff4d': `‮The‬ ‮server‬ ‮cannot‬ ‮be‬ ‮reached‬`,
's58728d35ed5660f8': `‮Sign‬ ‮out‬ ‮and‬ ‮delete‬`,
's5e8250fb85d64c23': `‮Close‬`,
's68db451ac6611ed5': `‮Some‬ ‮messages‬ ‮were‬ ‮not‬ ‮sent‬`,
's6990a38fcd73ec2f': `‮Go‬ ‮to‬ ‮the‬ ‮chat‬`,
's6d8c02aee480af7a': `‮Menu‬`,
's6ebc9bd6feae62a3': `‮Loading…‬`,
's6edb6467262483e4': `‮The‬ ‮link‬ ‮may‬ ‮be‬ ‮old,‬ ‮or‬ ‮the‬ ‮address‬ ‮mistyped.‬ ‮Nothing‬ ‮was‬ ‮lost.‬`,
's7689644f743e2c71': `‮Nothing‬ ‮was‬ ‮lost.‬ ‮Every‬ ‮other‬ ‮part‬ ‮of‬ ‮VoiceAssist‬ ‮goes‬ ‮on‬ ‮working.‬`,
's7cfe12cd14df9950': `‮Sign‬ ‮out‬`,
's7e9563a06ea70662': `‮Not‬ ‮allowed‬`,
's846b3790b6e25c1c': `‮Account‬`,
's8f553bfb1f2e8848': str`‮You‬ ‮are‬ ‮signed‬ ‮out‬ ‮in‬ ${0} ‮seconds.‬`,
's90de8538ab06ce78': `‮Details‬ ‮for‬ ‮your‬ ‮administrator‬`,
's967a37983a98e597': `‮As‬ ‮the‬ ‮system‬`,
's986e9457d8b6a74b': `‮Are‬ ‮you‬ ‮still‬ ‮there?‬`,
's99db240582ac6f43': str`${0} ‮conversations‬ ‮hold‬ ‮messages‬ ‮that‬ ‮the‬ ‮server‬ ‮has‬ ‮not‬ ‮confirmed.‬`,
's9c8909a26e139d1b': str`‮You‬ ‮are‬ ‮signed‬ ‮out‬ ‮in‬ ‮about‬ ${0} ‮minutes.‬`,
'sa5f741eaa4f87acc': `‮What‬ ‮you‬ ‮have‬ ‮typed‬ ‮is‬ ‮kept‬ ‮for‬ ‮you.‬`,
'sac895c732f350ac5': `‮Dark‬`,
'sb36a5889a1d6636a': `‮They‬ ‮are‬ ‮kept‬ ‮on‬ ‮this‬ ‮computer‬ ‮until‬ ‮the‬ ‮connection‬ ‮is‬ ‮back.‬ ‮Signing‬ ‮out‬ ‮deletes‬ ‮them.‬`,
'sc0d3737f138ba604': `‮Demonstration‬ ‮–‬ ‮not‬ ‮for‬ ‮care‬`,
'sc71c223d45a55b5c': `‮You‬ ‮are‬ ‮signed‬ ‮out‬ ‮in‬ ‮1‬ ‮second.‬`,
'sd3d1400b3248e0b6': `‮Sign‬ ‮in‬ ‮as‬ ‮someone‬ ‮else‬`,
'sd5b6130b4937488c': `‮Reload‬`,
'sd5e9b70ffb7a8b46': `‮Skip‬ ‮to‬ ‮content‬`,
'sd83bc1d312ca1de8': `‮Sign‬ ‮out‬ ‮now‬`,
'sdff6c4d82e0800a2': `‮You‬ ‮are‬ ‮still‬ ‮signed‬ ‮in,‬ ‮and‬ ‮nothing‬ ‮was‬ ‮lost.‬ ‮VoiceAssist‬ ‮goes‬ ‮on‬ ‮by‬ ‮itself‬ ‮when‬ ‮the‬ ‮network‬ ‮is‬ ‮back.‬`,
'se220887b752d98f8': str`‮Something‬ ‮went‬ ‮wrong‬ ‮in‬ ${0}‮.‬ ‮If‬ ‮what‬ ‮you‬ ‮did‬ ‮has‬ ‮not‬ ‮happened,‬ ‮do‬ ‮it‬ ‮again.‬`,
'se4b169641150e49f': `‮You‬ ‮may‬ ‮not‬ ‮open‬ ‮this‬ ‮page‬`,
'se53b452f153ca15e': `‮Trying‬ ‮again‬`,
'seaa8e3cf673b38f8': `‮1‬ ‮conversation‬ ‮holds‬ ‮messages‬ ‮that‬ ‮the‬ ‮server‬ ‮has‬ ‮not‬ ‮confirmed.‬`,
'see6bf52596ddd8a0': `‮What‬ ‮was‬ ‮sent‬ ‮or‬ ‮saved‬ ‮is‬ ‮kept.‬ ‮Every‬ ‮other‬ ‮part‬ ‮of‬ ‮VoiceAssist‬ ‮goes‬ ‮on‬ ‮working.‬`,
'sf0e261e04eda82ff': `‮Appearance‬`,
'sf5bf8ccb65f3e738': `‮My‬ ‮account‬`,
    };
  