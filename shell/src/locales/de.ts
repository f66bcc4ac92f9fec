
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      'navigation-main': `Hauptnavigation`,
's0a11c2ffb8309d1a': `Nicht gefunden`,
's0d32d442686fe98a': `Keine Verbindung`,
's1abc54fee6cf3ddf': str`${0} konnte nicht geladen werden`,
's1d7f5aa52981616b': `Nur eine neu geladene Seite kann das beheben. Sie bleiben angemeldet, und was gesendet oder gespeichert war, ist erhalten.`,
's1dcb68c673f51116': `Unter dieser Adresse gibt es keine Seite`,
's2984e8c91b526c02': str`${0} wurde wegen eines Fehlers angehalten`,
's2c8189544e3ea679': `Erneut versuchen`,
's337d6b204004d3b6': `Dafür ist die Administrationsrolle nötig, die Ihr Konto nicht hat. Wenden Sie sich bei Bedarf an die Administration.`,
's38deb598353fd0d5': `Seit einiger Zeit kam keine Eingabe. Um zu schützen, was auf dem Bildschirm steht, werden Sie bald abgemeldet.`,
's3b0ab4b52326316f': `Hell`,
's43e1dfa7695348d7': `Angemeldet bleiben`,
's53467af3f60cff4d': `Der Server ist nicht erreichbar`,
's58728d35ed5660f8': `Abmelden und löschen`,
's5e8250fb85d64c23': `Schließen`,
's68db451ac6611ed5': `Einige Nachrichten wurden nicht gesendet`,
's6990a38fcd73ec2f': `Zum Chat`,
's6d8c02aee480af7a': `Menü`,
's6ebc9bd6feae62a3': `Wird geladen …`,
's6edb6467262483e4': `Der Link ist vielleicht veraltet oder die Adresse vertippt. Es ging nichts verloren.`,
's7689644f743e2c71': `Es ging nichts verloren. Alle anderen Teile von VoiceAssist arbeiten weiter.`,
's7cfe12cd14df9950': `Abmelden`,
's7e9563a06ea70662': `Nicht erlaubt`,
's846b3790b6e25c1c': `Konto`,
's8f553bfb1f2e8848': str`Sie werden in ${0} Sekunden abgemeldet.`,
's90de8538ab06ce78': `Einzelheiten für die Administration`,
's967a37983a98e597': `Wie das System`,
's986e9457d8b6a74b': `Sind Sie noch da?`,
's99db240582ac6f43': str`${0} Unterhaltungen enthalten Nachrichten, die der Server nicht bestätigt hat.`,
's9c8909a26e139d1b': str`Sie werden in etwa ${0} Minuten abgemeldet.`,
'sa5f741eaa4f87acc': `Was Sie geschrieben haben, bleibt für Sie aufbewahrt.`,
'sac895c732f350ac5': `Dunkel`,
'sb36a5889a1d6636a': `Sie werden auf diesem Computer aufbewahrt, bis die Verbindung wieder da ist. Beim Abmelden werden sie gelöscht.`,
'sc0d3737f138ba604': `Demonstration – nicht für die Behandlung`,
'sc71c223d45a55b5c': `Sie werden in 1 Sekunde abgemeldet.`,
'sd3d1400b3248e0b6': `Mit einem anderen Konto anmelden`,
'sd5b6130b4937488c': `Neu laden`,
'sd5e9b70ffb7a8b46': `Zum Inhalt springen`,
'sd83bc1d312ca1de8': `Jetzt abmelden`,
'sdff6c4d82e0800a2': `Sie sind weiterhin angemeldet, und es ging nichts verloren. VoiceAssist macht von selbst weiter, sobald das Netz wieder da ist.`,
'se220887b752d98f8': str`In ${0} ist ein Fehler aufgetreten. Wenn etwas nicht ausgeführt wurde, wiederholen Sie es bitte.`,
'se4b169641150e49f': `Diese Seite dürfen Sie nicht öffnen`,
'se53b452f153ca15e': `Wird erneut versucht`,
'seaa8e3cf673b38f8': `1 Unterhaltung enthält Nachrichten, die der Server nicht bestätigt hat.`,
'see6bf52596ddd8a0': `Was gesendet oder gespeichert war, ist erhalten. Alle anderen Teile von VoiceAssist arbeiten weiter.`,
'sf0e261e04eda82ff': `Darstellung`,
'sf5bf8ccb65f3e738': `Mein Konto`,
    };
  