
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's192ae38a3b48a1c7': `Es wurde nichts gespeichert. Speichern Sie das Dokument als TXT oder PDF und laden Sie das hoch.`,
's1a56b257b5706e2c': `Zu viele Versuche.`,
's1d64ac139055c17b': `Dieser Server liest nur Textdateien und PDF.`,
's25f3dc73aed5a8f8': `Auf dem Server ist ein Fehler aufgetreten.`,
's2c755d9b737e925f': `Es wurde nichts geändert.`,
's33799dceeb7b6f63': `Einige Felder stimmen nicht.`,
's3747b62cdf4d3b03': `Das Passwort stimmt, aber der Server lässt dieses Konto noch nicht zu.`,
's3dec8d934a26b8a5': `Es wurde nichts gespeichert. Teilen Sie die Datei auf, oder fragen Sie die Administration.`,
's40fce2745fa346d5': `Es wurde nichts geändert. Warten Sie etwas und versuchen Sie es erneut.`,
's42fb9a60bb156a90': `Es wurde nichts geändert. Vielleicht wurde es gelöscht; laden Sie die Seite neu, um den aktuellen Stand zu sehen.`,
's4b9cb1d84cdea37c': `Es wurde nichts gespeichert. Verwenden Sie PDF, Word (DOCX), HTML, Markdown oder Text.`,
's4f5e694352aa3d83': `Anstelle des Servers hat etwas anderes geantwortet.`,
's567cde3261f2283f': `Es wurde nichts geändert. Melden Sie sich wieder an, um fortzufahren.`,
's59762eaa69a60688': str`${0} Minuten`,
's5d04a530bbb668a0': `1 Sekunde`,
's6083432d8d76ba59': `Es wurde nichts geändert. Wenden Sie sich bei Bedarf an die Administration.`,
's63c4a13757a33655': `Davon wird nichts gezeigt. Es kann eine andere Version des Servers sein: Sagen Sie es denen, die ihn betreiben.`,
's6b76626c9f5bc282': `Laden Sie sie neu und versuchen Sie es erneut; was schon gesendet war, bleibt erhalten.`,
's6efb38c821d37755': `Der Server hat in einer Form geantwortet, die hier nicht bekannt ist.`,
's757da1c5dd478ba0': `Sie sind abgemeldet.`,
's7787b7f6a3f8ef24': `Ihr Konto darf das nicht.`,
's7b4dc2a80690aa93': str`Es wurde nichts geändert. Versuchen Sie es in ${0} erneut.`,
's7b7e19b9740239ef': `Die Datei ist zu groß.`,
's7d7dd220524e4dd8': `Ihre Eingaben bleiben erhalten. Versuchen Sie es gleich noch einmal.`,
's8059aeb9a671ee8f': `Der Server konnte diese Datei nicht lesen.`,
's8bf0a24fce370c06': `Auf dieser Seite ist etwas schiefgegangen.`,
's8dc24f8b1815f539': `Der Server ist nicht erreichbar.`,
's8e922142cd256fe5': `Es wurde nichts geändert. Wählen Sie einen anderen Namen, oder ersetzen Sie das Vorhandene.`,
's907505b27e21e692': `Diese Art von Datei kann nicht gelesen werden.`,
's9977f8981211f862': `Der Server braucht zu lange für eine Antwort.`,
'sa192f0ba4e0ef241': `Es wurde nichts geändert. Berichtigen Sie die Felder und versuchen Sie es erneut.`,
'sb14c08edc79e3949': `Vielleicht wurde Ihr Auftrag nicht ausgeführt. Prüfen Sie das und versuchen Sie es dann erneut.`,
'sb5d72ba9499ea2f7': `Das ist nicht mehr vorhanden.`,
'sb7c8bbccf7d62c02': `Keine Antwort entsteht aus ihr. Prüfen Sie, ob sie Text enthält, und laden Sie sie dann erneut hoch.`,
'sbfcf4aed66f470be': `Es wurde nichts geändert. Der Grund kann eine Anmeldeseite des Netzes sein: Öffnen Sie eine beliebige Website und versuchen Sie es dann erneut.`,
'scd15927583e0f39c': `Ihre Eingaben bleiben erhalten. Prüfen Sie das Netz und versuchen Sie es erneut.`,
'sde6da567c7cccef5': `Nach einer Änderung des Passworts kann das bis zu einer Stunde dauern. Es ging nichts verloren: Warten Sie und melden Sie sich dann erneut an.`,
'sde8f7834b457803b': `Es wurde nichts geändert. Prüfen Sie Ihre Eingaben und versuchen Sie es erneut.`,
'se4f9a84302dc318f': `Das bietet dieser Server nicht an.`,
'se7e1ababbc4868b8': str`${0} Sekunden`,
'sf52e716ad6278827': `Der Server konnte die Anfrage nicht lesen.`,
'sf8d33b38d54eb55b': `Das gibt es schon.`,
    };
  