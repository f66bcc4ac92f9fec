import { terms } from './terms.js';

/**
 * Everyday words: they shape a question and are not what it is about. A text that answers it need not contain
 * them, so they hardly count when it is judged whether anything answers at all.
 */
export const EVERYDAY: ReadonlySet<string> = new Set(
  terms(
    `able accept account across act action actual add adjust admit advice advise affect afraid after again age aged ago agree aim
    allow almost alone along already alternative always amount another answer anybody anyone anything apart appear apply
    appropriate approach area arrange arrive ask assess aspect attend available average away baby back bad base basic
    become begin behind believe benefit best better big bit bring build busy buy call called calculate care careful carry case
    caution certain chance change changes check child children choice choose clear clearly clinic clinical clinician close
    colleague combine come common commonly compare complete concern condition confirm confirmed consider contain continue control
    controlled correct count course cover current currently daily danger dangerous date day days deal decide decrease definite
    definition depend describe detail develop difference different difficult directly disease disorder syndrome do doctor done
    dose doses double doubt drop drug due duration early easy effect effective eight either elderly else end enough ensure entire
    especially even event ever every everyone everything evidence exact exactly example except expect explain extra fact fail
    failed far fast feel few fifth find fine first five follow following four fourth frequent frequently full further future
    general generally get girl give given go goes going good great green group grow guideline guidance half hand happen hard help
    high higher history hold home hope hospital hour hours idea ideal immediately importance important improve include
    increase indicate initial initiate inject instead interval involve issue item job keep kind know known large last late later
    latest lead learn least leave left length less let level life light like likely limit limits line list little live local
    long longer look lose lot low lower main maintain major make making male man manage management many matter maximum may mean
    measure medical meet member mention method middle mild mind minimum minor minute minutes miss missed moderate modern
    moment month months morning most move much must name nature near necessary need never new newly next night nine normal
    normally note nothing now nowadays number obtain occur offer often okay old older one only onset open option order ordinary
    original outcome outside overall part particular pass past patient patients pay per perform perhaps period permit person
    persist pick pillar place plan please point poor population possible possibly practice precise prefer preferred prepare prescribe
    present presentation prevent previous previously probably problem procedure proceed process professional proper protocol
    prove provide pull purpose push put qualify quality quantity question quick quickly quite raise range rapid rapidly rare rarely
    rate rather reach read ready real really reason receive recent recently recheck recommend recommended recommendation
    reduce regard regular regularly regime related relevant remain remember remove repeat replace report require required result results
    return review right rise risk role room round routine rule run safe safely safety same save schedule score screen second see
    seem select send separate serious set settle seven several severe severity short should show side sign signs significant similar simple
    since single situation six size slow slowly small soon sort source speak special specific stage stable standard start started
    starting state stay step still stop stopped straight strong study subject success such sudden suffer suggest suit suitable
    support suppose sure suspect suspected switch symptom symptoms system take taken talk target tell ten term test third think
    three threshold time times today together top total toward treat treated treating treatment therapy trial true try turn twice
    two type typical typically unable under understand unit unknown unless until unusual upper urgent urgently use used useful useless usual
    usually value vary view visit wait want watch way week weekly weeks well whole wide will window wish with woman women
    men wonder word work worse worst worth wrong year years yet young adult adults people someone somebody individual individuals
    medicine medication tablet pill agent cause caused causes information inherited inherit diagnose diagnosed diagnosis outlook prognosis
    research complication overview affected aware`,
  ),
);
