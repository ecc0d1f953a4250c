import { accord, formaterDate, typographier } from '#core/texte.ts';
import { provenanceEntreParentheses } from '#modules/territoire/labels.ts';
import { Jour } from '#core/jour.ts';
import type { ChiffreFige, Constat, ParoleFigee, StatutConstat } from './model.ts';
import { ordonner } from './rules.ts';
import { type GesteConstat, transitionsConstat } from './transitions.ts';

export type LigneConstat = Constat & { readonly gestes: readonly GesteConstat[]; readonly modifiable: boolean; readonly appui?: string; readonly entendu?: { readonly texte: string; readonly href: string } };
type Saisie = { readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };
export type VueConstats = Saisie & { readonly base: string; readonly interdit: boolean; readonly phrase: string; /** Today's figure of the chapter that the person comes from. */ readonly propose?: string; readonly groupes: readonly { readonly statut: StatutConstat; readonly constats: readonly LigneConstat[] }[]; readonly vide: boolean };

/** `Habitants sous le seuil : 12 345 habitants (DREES, APL, 2023), relevé le 3 mars 2026`. */
export const ecrireAppui = (c: ChiffreFige): string => typographier(`${c.libelle} : ${c.ecrit} (${provenanceEntreParentheses({ origine: c.provenance.origine, millesime: c.provenance.millesime, nature: c.provenance.nature })}), relevé le ${formaterDate(Jour.parse(c.releveLe))}`);

/** `Plus de 15 jours : 18 sur 30 (60 %) (enquête « Se soigner près de chez soi », question 2), relevé le 3 mars 2026`. */
export const ecrireParole = (p: ParoleFigee): string => typographier(`${p.ecrit} (enquête « ${p.titre} », question ${p.question} : « ${p.intitule} »), relevé le ${formaterDate(Jour.parse(p.releveLe))}`);

const ORDRE: readonly StatutConstat[] = ['retenue', 'proposee', 'ecartee'];
const gestesDe = (statut: StatutConstat): readonly GesteConstat[] => (['retenir', 'remettre', 'ecarter'] as const).filter((g) => transitionsConstat[statut][g] !== undefined);

type Faits = Saisie & { readonly base: string; readonly interdit: boolean; readonly constats: readonly Constat[]; readonly propose?: string; readonly peutDecider?: boolean; readonly peutModifier?: (c: Constat) => boolean };

export function presenterConstats({ constats, peutDecider = false, peutModifier = () => false, ...reste }: Faits): VueConstats {
  const lignes = ordonner(constats).map((c): LigneConstat => ({ ...c, gestes: peutDecider ? gestesDe(c.statut) : [], modifiable: peutModifier(c), ...(c.chiffre && { appui: ecrireAppui(c.chiffre) }), ...(c.parole && { entendu: { texte: ecrireParole(c.parole), href: `${reste.base}/territoire/enquetes/${c.parole.enquete}#question-${c.parole.question}` } }) }));
  const retenus = lignes.filter((c) => c.statut === 'retenue').length;
  const discutes = lignes.filter((c) => c.statut === 'proposee').length;
  const suite = retenus > 0 ? `${accord(retenus, 'constat retenu', 'constats retenus')} pour le projet de santé, ${discutes} en discussion.` : `${accord(discutes, 'constat')} en discussion, le plus prioritaire d’abord ; aucun n’est encore retenu.`;
  return { ...reste, vide: lignes.length === 0, phrase: typographier(lignes.length === 0 ? 'Le carnet de constats est vide.' : suite), groupes: ORDRE.map((statut) => ({ statut, constats: lignes.filter((c) => c.statut === statut) })).filter((g) => g.constats.length > 0) };
}

export type VueConstat = Saisie & { readonly base: string; readonly constat: Constat; readonly appui?: string; /** Somebody saved meanwhile: what they wrote. */ readonly autre?: string };
