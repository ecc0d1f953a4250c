import { type Jour, plusMois } from '#core/jour.ts';
import type { Mission } from '#core/mission.ts';
import type { Contrat, Indicateur, Poste } from '../model.ts';
import { regimeDeCode } from '../regimes.ts';
import { priseEffet } from './annees.ts';
import type { AnneeDue } from './du.ts';
import { regimeDuContrat } from './enveloppes.ts';
import { montantMaximum, regleEnVigueur } from './lignes.ts';

/** Why a contract cannot be computed: the first thing found, with its facts. Nothing is computed. */
export type RefusContrat =
  | { readonly code: 'regime_inconnu'; readonly regime: string }
  | { readonly code: 'aucun_regime'; readonly jour: Jour }
  | { readonly code: 'date_hors_bornes'; readonly jour: Jour }
  | { readonly code: 'dates_inversees'; readonly objet: Mission | 'resiliation' | 'crise'; readonly debut: Jour; readonly fin: Jour }
  | { readonly code: 'missions_superposees'; readonly mission: Mission; readonly le: Jour }
  | { readonly code: 'identifiant_double'; readonly id: string }
  | { readonly code: 'reference_inconnue'; readonly objet: 'releve' | 'livrable' | 'report'; readonly id: string }
  | { readonly code: 'report_double'; readonly id: string }
  | { readonly code: 'annee_hors_contrat'; readonly id: string; readonly annee: number; readonly duree: number }
  | { readonly code: 'mission_non_engagee'; readonly id: string; readonly mission: Mission }
  | { readonly code: 'releves_contradictoires'; readonly indicateur: string; readonly le: Jour }
  | { readonly code: 'valeur_vraie_ou_fausse'; readonly indicateur: string }
  | { readonly code: 'ligne_sans_pente'; readonly indicateur: string }
  | { readonly code: 'deux_facons_de_payer'; readonly mission: Mission; readonly annee: number }
  | { readonly code: 'appreciation_double'; readonly mission: Mission; readonly annee: number };

/** What is worth knowing and stops nothing. Amounts in cents. */
export type Avertissement =
  | { readonly code: 'somme_differente_de_l_enveloppe'; readonly mission: Mission; readonly annee: number; readonly somme: number; readonly enveloppe: number }
  | { readonly code: 'paliers_decroissants'; readonly indicateur: string }
  | { readonly code: 'demarrage_en_retard'; readonly mission: Mission; readonly debut: Jour; readonly limite: Jour }
  | { readonly code: 'montant_a_verifier'; readonly poste: Poste }
  | { readonly code: 'mission_hors_regime'; readonly mission: Mission; readonly regime: string }
  | { readonly code: 'variable_ferme'; readonly mission: Mission; readonly annee: number; readonly montant: number }
  | { readonly code: 'variable_plafonne'; readonly mission: Mission; readonly annee: number; readonly perdu: number }
  | { readonly code: 'depart_absent'; readonly indicateur: string }
  | { readonly code: 'releve_a_venir'; readonly indicateur: string; readonly le: Jour }
  | { readonly code: 'reglages_a_verifier' };

type Trouve = RefusContrat | undefined;

const double = (ids: readonly string[]): string | undefined => ids.find((id, i) => ids.indexOf(id) !== i);

/** No contract of a CPTS is dated outside: a year typed wrong, rather than a plan of eight thousand years. */
const [PREMIER_JOUR, DERNIER_JOUR] = ['2000-01-01', '2099-12-31'];

function horsBornes(c: Contrat): Trouve {
  const jours = [c.signeLe, c.priseEffet, c.aujourdhui, c.resiliation?.le, ...c.missions.flatMap((m) => [m.debut, m.fin]), ...c.crises.flatMap((x) => [x.reconnueLe, x.finLe]), ...[c.avenants, c.releves, c.livrablesFournis, c.versements].flat().map((x) => x.le)];
  const jour = jours.find((j) => j !== undefined && (j < PREMIER_JOUR || j > DERNIER_JOUR));
  return jour && { code: 'date_hors_bornes', jour };
}

function dates(c: Contrat): Trouve {
  const debut = priseEffet(c);
  const inverse = (objet: Mission | 'resiliation', a: Jour, b: Jour | undefined): Trouve => (b !== undefined && b <= a ? { code: 'dates_inversees', objet, debut: a, fin: b } : undefined);
  const plusTard = debut > c.signeLe ? debut : c.signeLe;
  return (
    inverse('resiliation', plusTard, c.resiliation?.le) ??
    c.missions.map((m) => inverse(m.mission, m.debut, m.fin)).find(Boolean) ??
    c.crises.filter((x) => x.finLe !== undefined && x.finLe < x.reconnueLe).map((x): RefusContrat => ({ code: 'dates_inversees', objet: 'crise', debut: x.reconnueLe, fin: x.finLe ?? x.reconnueLe }))[0]
  );
}

function superposees(c: Contrat): Trouve {
  for (const [i, m] of c.missions.entries()) {
    const autre = c.missions.slice(i + 1).find((n) => n.mission === m.mission && n.debut < (m.fin ?? '9999-12-31') && m.debut < (n.fin ?? '9999-12-31'));
    if (autre) return { code: 'missions_superposees', mission: m.mission, le: autre.debut > m.debut ? autre.debut : m.debut };
  }
  return undefined;
}

function indicateur(i: Indicateur, c: Contrat, parId: ReadonlyMap<string, Indicateur>): Trouve {
  if (i.annee > c.dureeAnnees) return { code: 'annee_hors_contrat', id: i.id, annee: i.annee, duree: c.dureeAnnees };
  if (!c.missions.some((m) => m.mission === i.mission)) return { code: 'mission_non_engagee', id: i.id, mission: i.mission };
  const ancienne = i.reporteDe === undefined ? undefined : parId.get(i.reporteDe);
  if (i.reporteDe !== undefined && (!ancienne || ancienne.annee >= i.annee || ancienne.mission !== i.mission)) return { code: 'reference_inconnue', objet: 'report', id: i.reporteDe };
  const livrable = double(i.livrables.map((l) => l.id));
  if (livrable !== undefined) return { code: 'identifiant_double', id: livrable };
  const regles = [i.regle, ...i.revisions.map((r) => r.regle)];
  if (regles.some((r) => r?.type === 'lineaire' && r.base === r.cible)) return { code: 'ligne_sans_pente', indicateur: i.id };
  return undefined;
}

function releves(c: Contrat, parId: ReadonlyMap<string, Indicateur>): Trouve {
  const vus = new Map<string, number | boolean>();
  for (const r of c.releves) {
    const i = parId.get(r.indicateur);
    if (!i) return { code: 'reference_inconnue', objet: 'releve', id: r.indicateur };
    const cle = `${r.indicateur}\n${r.le}`;
    if (vus.has(cle) && vus.get(cle) !== r.valeur) return { code: 'releves_contradictoires', indicateur: r.indicateur, le: r.le };
    vus.set(cle, r.valeur);
    const enNombre = [i.regle, ...i.revisions.map((x) => x.regle)].some((x) => x !== undefined && !(x.type === 'atteint' && x.cible === undefined));
    if (typeof r.valeur === 'boolean' && enNombre) return { code: 'valeur_vraie_ou_fausse', indicateur: r.indicateur };
  }
  const orphelin = c.livrablesFournis.find((l) => !parId.get(l.indicateur)?.livrables.some((x) => x.id === l.livrable));
  return orphelin && { code: 'reference_inconnue', objet: 'livrable', id: `${orphelin.indicateur} / ${orphelin.livrable}` };
}

/** A line is carried on once: two that carried on the same would deduct it twice, or each pay what the other paid. A carried line may be carried on in its turn. */
function reportsDoubles(c: Contrat): Trouve {
  const id = double(c.indicateurs.flatMap((i) => (i.reporteDe === undefined ? [] : [i.reporteDe])));
  return id === undefined ? undefined : { code: 'report_double', id };
}

function appreciations(c: Contrat): Trouve {
  for (const [i, a] of c.appreciations.entries()) {
    const { mission, annee } = a;
    if (annee > c.dureeAnnees) return { code: 'annee_hors_contrat', id: `appréciation ${mission}`, annee, duree: c.dureeAnnees };
    if (!c.missions.some((m) => m.mission === mission)) return { code: 'mission_non_engagee', id: 'appréciation accordée', mission };
    if (c.appreciations.slice(i + 1).some((b) => b.mission === mission && b.annee === annee)) return { code: 'appreciation_double', mission, annee };
    if (c.indicateurs.some((x) => x.mission === mission && x.annee === annee && (x.regle ?? x.revisions.find((r) => r.regle)) !== undefined)) return { code: 'deux_facons_de_payer', mission, annee };
  }
  return undefined;
}

/** Whether a contract can be computed; the first reason why not. */
export function refusDuContrat(c: Contrat): Trouve {
  for (const code of [c.regime, ...c.avenants.map((a) => a.regime)]) if (code !== undefined && !regimeDeCode(code)) return { code: 'regime_inconnu', regime: code };
  if (!regimeDuContrat(c)) return { code: 'aucun_regime', jour: c.signeLe };
  const parId = new Map(c.indicateurs.map((i) => [i.id, i]));
  const repete = double(c.indicateurs.map((i) => i.id));
  if (repete !== undefined) return { code: 'identifiant_double', id: repete };
  return horsBornes(c) ?? dates(c) ?? superposees(c) ?? c.indicateurs.map((i) => indicateur(i, c, parId)).find(Boolean) ?? reportsDoubles(c) ?? releves(c, parId) ?? appreciations(c);
}

function paliersDecroissants(i: Indicateur): boolean {
  const r = i.regle;
  if (r?.type !== 'paliers_valeur' && r?.type !== 'paliers_variation') return false;
  const sens = r.type === 'paliers_variation' || i.sens === 'hausse' ? 1 : -1;
  const ordre = r.paliers.toSorted((a, b) => sens * (a.seuil - b.seuil));
  return ordre.some((p, k) => k > 0 && p.montant < (ordre[k - 1]?.montant ?? 0));
}

function desMissions(c: Contrat): readonly Avertissement[] {
  const regime = regimeDuContrat(c);
  return c.missions.flatMap(({ mission, debut, enveloppe }): Avertissement[] => {
    const delai = regime?.calendrier[mission];
    const limite = delai && plusMois(c.signeLe, delai.debut);
    const premiere = c.missions.every((m) => m.mission !== mission || m.debut >= debut);
    return [
      ...(limite && premiere && debut > limite ? [{ code: 'demarrage_en_retard', mission, debut, limite } as const] : []),
      ...(regime && !regime.missions[mission] && !enveloppe ? [{ code: 'mission_hors_regime', mission, regime: regime.code } as const] : []),
    ];
  });
}

function desAnnees(c: Contrat, dues: readonly AnneeDue[]): readonly Avertissement[] {
  return dues.flatMap((a) =>
    a.postes.flatMap((p): Avertissement[] => {
      const v = p.variable;
      if (p.poste === 'fonctionnement' || !v) return [];
      const commun = { mission: p.poste, annee: a.numero };
      const lignes = c.indicateurs.filter((i) => i.mission === p.poste && i.annee === a.numero);
      const somme = lignes.reduce((s, i) => s + montantMaximum(regleEnVigueur(i, a.finReelle).regle), 0);
      return [
        ...(somme > 0 && somme !== v.enveloppe ? [{ ...commun, code: 'somme_differente_de_l_enveloppe', somme, enveloppe: v.enveloppe } as const] : []),
        ...(!v.ouvert && v.brut > 0 ? [{ ...commun, code: 'variable_ferme', montant: v.brut } as const] : []),
        ...(v.plafonne ? [{ ...commun, code: 'variable_plafonne', perdu: v.brut - v.enveloppe } as const] : []),
        ...v.lignes.filter((l) => l.etat === 'sans_depart').map((l) => ({ code: 'depart_absent', indicateur: l.indicateur }) as const),
      ];
    }),
  );
}

/** Everything worth saying about a contract that computes, in a fixed order. */
export function avertissementsDe(c: Contrat, dues: readonly AnneeDue[]): readonly Avertissement[] {
  const aVerifier = [...new Set(dues.flatMap((a) => a.postes.filter((p) => !p.verifie).map((p) => p.poste)))];
  const { aujourdhui } = c;
  return [
    ...desMissions(c),
    ...c.indicateurs.filter(paliersDecroissants).map((i) => ({ code: 'paliers_decroissants', indicateur: i.id }) as const),
    ...desAnnees(c, dues),
    ...(aujourdhui === undefined ? [] : c.releves.filter((r) => r.le > aujourdhui).map((r) => ({ code: 'releve_a_venir', indicateur: r.indicateur, le: r.le }) as const)),
    ...aVerifier.map((poste) => ({ code: 'montant_a_verifier', poste }) as const),
    { code: 'reglages_a_verifier' },
  ];
}
