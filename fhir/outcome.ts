import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { type Nature, statutHttp } from '#core/result.ts';

const code = { inconnu: 'not-found', interdit: 'forbidden', regle: 'business-rule', conflit: 'conflict' } as const satisfies Record<Nature, OperationOutcomeIssue['code']>;

/** The one place where a refusal becomes FHIR. */
export const outcome = (nature: Nature, texte: string): { readonly statut: number; readonly corps: OperationOutcome } => ({
  statut: statutHttp[nature],
  corps: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: code[nature], diagnostics: texte }] },
});

/** What was asked is not understood: a parameter or a value. */
export const incompris = (texte: string): { readonly statut: number; readonly corps: OperationOutcome } => ({
  statut: 400,
  corps: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid', diagnostics: texte }] },
});
