import { terms } from './terms.js';

/** What a question asks for, and the heading words under which documents usually answer that. */
export interface Intent {
  asked: RegExp;
  headings: ReadonlySet<string>;
  /** Words of the question that carry the intent and not its subject. */
  carriers: ReadonlySet<string>;
}

function intent(asked: RegExp, headings: string, carriers = headings): Intent {
  return { asked, headings: new Set(terms(headings)), carriers: new Set(terms(carriers)) };
}

const INTENTS: Intent[] = [
  intent(
    /\b(symptoms?|signs?|features?|present(s|ation)?|manifestations?)\b/i,
    'symptoms signs features presentation manifestations',
  ),
  intent(
    /\b(inherit(ed|ance)?|hereditary|runs? in (the )?famil(y|ies))\b/i,
    'inheritance inherited hereditary genetics',
  ),
  intent(
    /\b(genes?|genetic|mutations?)\b/i,
    'genetic gene mutation',
    'genetic gene mutation changes related',
  ),
  intent(
    /\b(how (many|common)|prevalence|incidence|frequency|epidemiology)\b/i,
    'frequency prevalence incidence epidemiology statistics',
    'frequency prevalence incidence many people affected common',
  ),
  intent(/\b(caus(e|es|ed|ing)|etiology|aetiology)\b/i, 'causes cause etiology aetiology pathogenesis'),
  intent(
    /\b(outlook|prognosis|survival|life expectancy|mortality)\b/i,
    'outlook prognosis survival mortality',
  ),
  intent(
    /\b(research|clinical trials?|studies)\b/i,
    'research trials studies',
    'research clinical trials studies done',
  ),
  intent(/\b(at risk|risk factors?|susceptible)\b/i, 'risk factors'),
  intent(/\b(prevent(s|ed|ing|ion)?|prophyla(xis|ctic))\b/i, 'prevention preventing prophylaxis'),
  intent(
    /\b(complications?|adverse|side[- ]effects?|toxicity)\b/i,
    'complications adverse effects side toxicity safety',
  ),
  intent(
    /\b(stages?|staging|grad(e|es|ing)|severity|classif(y|ied|ication))\b/i,
    'stages staging grade classification severity',
  ),
  intent(
    /\b(what to do|liv(e|ing) with|cope|coping|self[- ]care|lifestyle)\b/i,
    'living coping lifestyle support home',
    'living coping lifestyle',
  ),
  intent(
    /\b(diagnos(e|ed|es|ing|is|tic)|tests?|detect(ed)?|confirm(ed)?|investigat\w*)\b/i,
    'diagnosis diagnostic tests investigations assessment criteria',
  ),
  intent(
    /\b(dos(e|es|age|ing)|how much|how many (mg|units|micrograms|milligrams))\b/i,
    'dose doses dosage dosing administration',
  ),
  intent(
    /\b(thresholds?|cut-?offs?|targets?|how (high|low)|levels?|criteria)\b/i,
    'thresholds targets criteria values diagnostic levels',
  ),
  intent(
    /\b(renal impairment|kidney (disease|function|impairment)|e?gfr|dialysis)\b/i,
    'renal kidney impairment',
  ),
  intent(/\b(monitor(ed|ing)?|follow[- ]?up|how often)\b/i, 'monitoring review follow'),
  intent(
    /\b(refer(red|ral)?|escalat\w+|specialist|admit(ted)?)\b/i,
    'refer referral escalation specialist admission call',
  ),
  intent(
    /\b(contra-?indicat\w*|avoid(ed)?|caution|should (i |we )?not|not be (given|used)|worse(n|ns)?|unsafe)\b/i,
    'contraindications cautions avoid safety',
  ),
  intent(
    /\b(first[- ]?(line|choice|drug|treatment|antibiotic|step)|(give|start|use|do) first|initial|which \w+ (should|do|would|can) (i|we) (start|use|give|choose|prescribe))\b/i,
    'first line initial',
    'first line choice initial',
  ),
  intent(
    /\b(treat(s|ed|ing|ments?)?|therap(y|ies)|manag(e|ed|ing|ement)|medic(ines?|ations?)|drugs?|cured?)\b/i,
    'treatment treating management managing therapy drugs medicines',
  ),
];

const DEFINITION = intent(
  /^\W*(what (is|are|'s)|define|do you have|information (on|about)|tell me about|describe|explain)\b/i,
  'overview definition introduction background description summary about',
  'overview definition',
);

/** The intents of a question; a plain "What is …?" asks for a definition. */
export function intentsOf(question: string): Intent[] {
  const found = INTENTS.filter(({ asked }) => asked.test(question));
  return found.length === 0 && DEFINITION.asked.test(question) ? [DEFINITION] : found;
}
