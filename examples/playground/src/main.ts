import { addTranslations, configFromPage, define, tokens } from '@voiceassist/shared';
import { css } from 'lit';
import '../../../mfe-chat/src/main.js';
import { translations } from '../../../mfe-chat/src/translations.js';
import { EventLog } from './event-log.js';
import { Identity } from './identity.js';
import { MethodList } from './method-list.js';
import { Playground } from './playground.js';
import { SignIn } from './sign-in.js';
import { StageBar } from './stage-bar.js';

define('playground-sign-in', SignIn);
define('playground-stage-bar', StageBar);
define('playground-methods', MethodList);
define('playground-event-log', EventLog);
define('voiceassist-playground', Playground);

const page = css`
  body {
    margin: 0;
    background: var(--va-bg);
  }
`;
for (const { styleSheet } of [tokens, page]) {
  if (styleSheet) document.adoptedStyleSheets.push(styleSheet);
}

await addTranslations(translations);
const config = configFromPage();
const playground = new Playground();
Object.assign(playground, { config, identity: new Identity(config) });
document.body.append(playground);
