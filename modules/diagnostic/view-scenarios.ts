import { accord, formaterDate, formaterNombre, typographier } from '#core/texte.ts';
import type { Jour } from '#core/jour.ts';
import { ecrireApl, habitants, phraseGeste } from './labels.ts';
import type { ScenarioGarde, ScenarioId } from './model.ts';
import { lireGestes } from './moteur/et-si.ts';

export const COMPARES_AU_PLUS = 4;

export type LigneScenario = {
  readonly id: ScenarioId;
  readonly nom: string;
  readonly gestes: readonly string[];
  /** Query of the what-if page that plays it. */
  readonly rejouer: string;
  readonly retenu: boolean;
  readonly sousSeuil: string;
  readonly ecart: string;
  readonly apl: string;
  readonly quand: string;
  readonly ancien: boolean;
  readonly compare: boolean;
  readonly modifiable: boolean;
};

export type VueScenarios = {
  readonly base: string;
  readonly interdit: boolean;
  readonly peutDecider: boolean;
  readonly phrase: string;
  readonly lignes: readonly LigneScenario[];
  readonly annulable?: { readonly id: string; readonly nom: string };
  readonly comparaison?: { readonly noms: readonly string[]; readonly lignes: readonly { readonly nom: string; readonly avant: string; readonly apres: readonly string[] }[]; readonly aujourdhui: string };
  readonly refus?: string;
  readonly renommer?: { readonly id: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
};

type Faits = Pick<VueScenarios, 'base' | 'interdit' | 'peutDecider' | 'refus' | 'renommer'> & {
  readonly scenarios: readonly ScenarioGarde[];
  readonly nomDe: (code: string) => string;
  readonly empreinte: string;
  readonly avec: readonly string[];
  readonly supprime?: string;
  readonly peutModifier: (s: ScenarioGarde) => boolean;
  readonly jourDe: (instant: Date) => Jour;
};

/** `1 250 habitants de moins`, said the same way everywhere. */
const motEcart = (n: number): string => { const e = Math.round(n); return e === 0 ? 'autant' : `${habitants(Math.abs(e))} de ${e > 0 ? 'plus' : 'moins'}`; };

function comparer(choisis: readonly ScenarioGarde[], nomDe: (code: string) => string): VueScenarios['comparaison'] {
  const [premier] = choisis;
  if (!premier) return undefined;
  const apres = choisis.map((s) => new Map(s.resultat.communes.map((c) => [c.code, c.apres])));
  const ecart = (code: string, avant: number): number => Math.max(...apres.map((m) => Math.abs((m.get(code) ?? avant) - avant)));
  const lignes = [...premier.resultat.communes].sort((a, b) => ecart(b.code, b.avant) - ecart(a.code, a.avant));
  return {
    noms: choisis.map((s) => s.nom), aujourdhui: ecrireApl(premier.resultat.aplAvant),
    lignes: lignes.map((c) => ({ nom: nomDe(c.code), avant: ecrireApl(c.avant), apres: apres.map((m) => { const v = m.get(c.code); return v === undefined ? 'absente' : ecrireApl(v); }) })),
  };
}

export function presenterScenarios({ scenarios, nomDe, empreinte, avec, supprime, peutModifier, jourDe, ...reste }: Faits): VueScenarios {
  const vifs = scenarios.filter((s) => s.statut !== 'supprimee');
  const demandes = vifs.filter((s) => avec.includes(s.id));
  const choisis = (demandes.length > 0 ? demandes : vifs).slice(0, COMPARES_AU_PLUS);
  const parti = scenarios.find((s) => s.id === supprime && s.statut === 'supprimee');
  const retenus = vifs.filter((s) => s.statut === 'retenue').length;
  const comparaison = comparer(choisis, nomDe);
  return {
    ...reste, ...(parti && { annulable: { id: parti.id, nom: parti.nom } }), ...(comparaison && { comparaison }),
    phrase: typographier(vifs.length === 0 ? 'Aucun scénario n’est gardé : imaginez un départ ou une installation, puis donnez-lui un nom.' : `${accord(vifs.length, 'scénario gardé', 'scénarios gardés')}${retenus > 0 ? `, dont ${accord(retenus, 'retenu', 'retenus')} pour le projet de santé` : ''}.`),
    lignes: vifs.map((s) => ({
      id: s.id, nom: s.nom, retenu: s.statut === 'retenue', compare: choisis.includes(s), modifiable: peutModifier(s), ancien: s.resultat.empreinte !== empreinte,
      gestes: lireGestes(s.gestes).gestes.map((g) => phraseGeste(nomDe(g.commune), g.genre, g.etp)), rejouer: s.gestes.map((g) => `g=${g}`).join('&'),
      sousSeuil: formaterNombre(Math.round(s.resultat.sousSeuilApres), 0), ecart: motEcart(s.resultat.sousSeuilApres - s.resultat.sousSeuilAvant),
      apl: `${ecrireApl(s.resultat.aplApres)} (${ecrireApl(s.resultat.aplAvant)} aujourd’hui)`, quand: `${s.gardePar ?? 'quelqu’un'}, le ${formaterDate(jourDe(s.gardeLe))}`,
    })),
  };
}
