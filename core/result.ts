/** What a decision answers: the value, or a refusal with its code and its facts. Exceptions are for bugs and breakdowns. */
export type Result<T, R> = { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly refus: R };

export const ok = <T>(valeur: T): { readonly ok: true; readonly valeur: T } => ({ ok: true, valeur });
export const refuser = <const R>(refus: R): { readonly ok: false; readonly refus: R } => ({ ok: false, refus });

/** The nature of a refusal: gives HTTP 404, 403, 422, 409 on pages and the issue code in FHIR. */
export type Nature = 'inconnu' | 'interdit' | 'regle' | 'conflit';

export const statutHttp = { inconnu: 404, interdit: 403, regle: 422, conflit: 409 } as const satisfies Record<Nature, number>;
