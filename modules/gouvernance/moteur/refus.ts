/** Why the engine does not answer. `regle_absente`: the statutes do not say; `fait_absent`: they say, and a fact is missing. */
export type RefusScrutin =
  | { readonly code: 'regle_absente'; readonly regle: string; readonly pourquoi: string }
  | { readonly code: 'fait_absent'; readonly fait: string; readonly pourquoi: string }
  | { readonly code: 'inconnu'; readonly ou: string; readonly id: string }
  | { readonly code: 'doublon'; readonly ou: string; readonly id: string }
  | { readonly code: 'bulletin_non_admis'; readonly membre: string }
  | { readonly code: 'bulletin_illisible'; readonly rang: number; readonly pourquoi: string }
  | { readonly code: 'bulletins_meles' }
  | { readonly code: 'bulletins_en_trop'; readonly college?: string; readonly bulletins: number; readonly votants: number }
  | { readonly code: 'secret_exige' }
  | { readonly code: 'secret_interdit' }
  | { readonly code: 'secret_rompu' }
  | { readonly code: 'combinaison_impossible'; readonly pourquoi: string }
  | { readonly code: 'seconde_convocation_exclue' }
  | { readonly code: 'second_tour_sans_objet' }
  | { readonly code: 'departage_attendu'; readonly candidats: readonly string[] }
  | { readonly code: 'departage_sans_objet'; readonly tour: number; readonly rang: number };

/** Carries a refusal out of the depths of the count; `depouiller` turns it into a value. Never seen outside the engine. */
export class ArretDuCompte extends Error {
  readonly refus: RefusScrutin;
  constructor(refus: RefusScrutin) {
    super(refus.code);
    this.refus = refus;
  }
}

export function arreter(refus: RefusScrutin): never {
  throw new ArretDuCompte(refus);
}

/** The rule, or a refusal that names it and says why it is needed. */
export const exigerRegle = <T>(valeur: T | undefined, regle: string, pourquoi: string): T => valeur ?? arreter({ code: 'regle_absente', regle, pourquoi });
export const exigerFait = <T>(valeur: T | undefined, fait: string, pourquoi: string): T => valeur ?? arreter({ code: 'fait_absent', fait, pourquoi });
