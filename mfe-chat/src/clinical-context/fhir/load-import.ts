import { define } from '@voiceassist/shared';
import { FhirImport } from './fhir-import.js';

/** Registers what reads a record; fetched when somebody wants to import one. */
export function defineImport(): void {
  define('va-fhir-import', FhirImport);
}
