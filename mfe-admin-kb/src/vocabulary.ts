/** What kind of source a document is, by the wire's words. */
export const SOURCE_TYPES = ['guideline', 'protocol', 'pathway', 'formulary', 'leaflet'];

/** The specialties to choose from at upload, by the wire's words; the one for everybody first. */
export const SPECIALTIES = [
  'general medicine',
  'acute medicine',
  'anaesthetics',
  'cardiology',
  'emergency medicine',
  'endocrinology',
  'haematology',
  'microbiology',
  'nephrology',
  'obstetrics',
  'paediatrics',
  'palliative care',
  'pharmacy',
  'psychiatry',
  'respiratory',
  'surgery',
];
