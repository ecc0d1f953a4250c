import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { type Nature, statutHttp } from '#core/result.ts';

type Reponse = { readonly statut: number; readonly corps: OperationOutcome };
const code = { inconnu: 'not-found', interdit: 'forbidden', regle: 'business-rule', conflit: 'conflict' } as const satisfies Record<Nature, OperationOutcomeIssue['code']>;

const dire = (statut: number, quoi: NonNullable<OperationOutcomeIssue['code']>, texte: string): Reponse => ({ statut, corps: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: quoi, diagnostics: texte }] } });

/** The one place where a refusal becomes FHIR. */
export const outcome = (nature: Nature, texte: string): Reponse => dire(statutHttp[nature], code[nature], texte);

/** What was asked is not understood: a parameter or a value. */
export const incompris = (texte: string): Reponse => dire(400, 'invalid', texte);

/** What is asked is understood and not offered: 405 for a method, 406 for a format wanted, 415 for a format sent. */
export const nonOffert = (statut: 405 | 406 | 415, texte: string): Reponse => dire(statut, 'not-supported', texte);

/** Beside the results: what is not among them. @source FHIR R4, search, « Handling errors »: an OperationOutcome in the searchset, in mode outcome */
export const incomplet = (textes: readonly string[]): OperationOutcome => ({ resourceType: 'OperationOutcome', issue: textes.map((diagnostics) => ({ severity: 'warning', code: 'too-costly', diagnostics })) });
