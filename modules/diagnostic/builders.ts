import { Jour } from '#core/jour.ts';
import type { Provenance } from '#core/provenance.ts';
import { uneCommune, unPays } from '#modules/territoire/builders.ts';
import { CleIndicateur, type Colonne, type DonneesPaquet, ZONAGES } from '#modules/territoire/model.ts';
import { CLES_INDICATEURS } from './constants.ts';
import { Constat, ScenarioGarde } from './model.ts';
import { ImportChiffres, type Lot } from './model-chiffres.ts';

export const unConstat = (avec: Partial<Constat> = {}): Constat => ({
  ...Constat.parse({ id: '0198f000-0000-7000-8000-0000000000d1', nature: 'besoin', texte: 'Des habitants sans médecin traitant renoncent à consulter.', chapitre: 'sous_dense', ecritPar: 'Camille Exemple', statut: 'proposee', version: 1, voix: 0 }),
  ...avec,
});

const fictive: Provenance = { origine: 'Exemple', millesime: '2023', nature: 'fictive' };

/** Figures of one invented commune; what is not said is not published. */
export type Chiffres = Partial<Record<CleIndicateur, number>> & { readonly population?: number };

/** An invented country with the figures given, one commune after the other; every other column is absent. */
export function unPaysChiffre(communes: readonly Chiffres[], plus: Partial<DonneesPaquet> = {}): DonneesPaquet {
  const cles = CleIndicateur.options.filter((cle) => communes.some((c) => c[cle] !== undefined));
  const colonnes = cles.map((cle): Colonne => ({ cle, decimales: 5, valeurs: Float32Array.from(communes, (c) => c[cle] ?? Number.NaN) }));
  const pays = unPays(communes.map((c, i) => uneCommune({ code: String(1900 + i).padStart(5, '0'), nom: `Valmoulin-${i + 1}`, population: c.population ?? 1_000 + i * 137, position: { lat: 46 + Math.floor(i / 8) * 0.04, lon: 5 + (i % 8) * 0.06, approximative: false } })));
  return { ...pays, colonnes, provenances: { ...pays.provenances, ...Object.fromEntries(cles.map((c) => [c, fictive])) }, ...plus };
}

const APL = ['apl_mg_2015', 'apl_mg_2016', 'apl_mg_2017', 'apl_mg_2018', 'apl_mg_2019', 'apl_mg_2021', 'apl_mg_2022', 'apl_mg_2023'] as const;

/** An invented country where every chapter has something to say. */
export function unPaysComplet(n = 12): DonneesPaquet {
  const communes = Array.from({ length: n }, (_, i): Chiffres => ({
    part_75_ans: 0.06 + ((i * 7) % 15) / 100, ...(i % 3 === 0 && { taux_pauvrete: 0.1 + (i % 5) / 40 }), part_ald_bassin: 0.18, generalistes_estimes: (i * 3) % 5,
    superficie_km2: 12, zonage_medecins: i % ZONAGES.length, minutes_urgences: (i * 11) % 50,
    ...Object.fromEntries(APL.map((cle, a) => [cle, 1.5 + ((i * 5) % 9) / 3 - a / 20])),
    hopitaux: i === 0 ? 1 : 0, services_urgences: i === 0 ? 1 : 0, maternites: 0, centres_sante: 0, maisons_sante: i % 4 === 0 ? 1 : 0, laboratoires: i % 5 === 0 ? 1 : 0, pharmacies: i % 2,
  }));
  const zones = (cle: string, valeurs: Readonly<Record<string, number>>) => ({ cle, provenance: fictive, valeurs });
  return unPaysChiffre(communes, { zones: [
    ...['H', 'F'].flatMap((s) => ['0-19', '20-39', '40-59', '60-74', '75+'].map((a, i) => zones(`age:${s}:${a}`, { 'dep:01': 4_000 - 500 * i, france: 900_000 - 120_000 * i }))),
    zones('densite:generalistes', { 'dep:01': 71.5, 'reg:84': 82.1, france: 80.2 }), zones('effectif:generalistes', { 'dep:01': 14 }), zones('densite:infirmiers', { 'dep:01': 120.4, 'reg:84': 146.9, france: 144.3 }), zones('effectif:infirmiers', { 'dep:01': 25 }),
    zones('vaccin:grippe_65:2024', { 'dep:01': 51.2, 'reg:84': 53, france: 53.7 }), zones('mortalite:Tumeurs', { 'dep:01': 240, 'dep:02': 200 }), zones('esperance:F', { 'dep:01': 85.1 }), zones('esperance:H', { 'dep:01': 79.8 }), zones('pauvrete', { 'dep:01': 12.3 }),
  ] });
}

/** A file of figures as the chapters read it; `'masque'` is hidden by the source. Keys: `indicateur|zone`. */
export function unLot(valeurs: Readonly<Record<string, number | 'masque'>>, avec: Partial<Pick<Lot, 'situation' | 'seuil' | 'id'>> = {}): Lot {
  const indicateurs = CLES_INDICATEURS.filter((i) => Object.keys(valeurs).some((k) => k.startsWith(`${i}|`)));
  return { id: 'lot-1', situation: Jour.parse('2026-03-12'), seuil: 11, provenance: { origine: 'CPAM d’exemple', millesime: 'fichier du 12 mars 2026', nature: 'fictive' }, indicateurs, lire: (i, zone) => valeurs[`${i}|${zone}`], ...avec };
}

/** A deposit waiting to be read over. */
export const unImport = (avec: Partial<ImportChiffres> = {}): ImportChiffres => ({
  ...ImportChiffres.parse({
    id: '0198f000-0000-7000-8000-0000000000e1', statut: 'deposee', fichier: 'cpam-communes.xlsx', empreinte: 'a'.repeat(64), origine: 'cpam', seuil: 11, situation: '2026-03-12', deposeLe: new Date('2026-03-20T09:00:00Z'), chiffres: 0,
    colonnes: ['code', 'nom', 'sans_mt', 'ald_sans_mt'],
    contenu: { feuille: 'Communes', rang: 0, lignes: [['Code INSEE', 'Commune', 'Sans MT', 'ALD sans MT'], ['01900', 'Valmoulin-1', 120, '<11'], ['01901', 'Valmoulin-2', 'beaucoup', 4], ['75056', 'Paris', 1, 1], ['Total', '', 131, 's']] },
  }),
  ...avec,
});

export const unScenario = (avec: Partial<ScenarioGarde> = {}): ScenarioGarde => ({
  ...ScenarioGarde.parse({
    id: '0198f000-0000-7000-8000-0000000000f1', nom: 'Deux départs et un centre', gestes: ['01900.part.1', '01901.centre.3'], statut: 'gardee', gardeLe: new Date('2026-11-20T09:00:00Z'), gardePar: 'Camille Exemple',
    resultat: { sousSeuilAvant: 12_400, sousSeuilApres: 9_850, aplAvant: 2.61, aplApres: 2.88, calculeLe: '2026-11-20', empreinte: 'essai', communes: [{ code: '01900', avant: 2.1, apres: 1.8 }, { code: '01901', avant: 2.4, apres: 3.3 }, { code: '01902', avant: 3, apres: 3 }] },
  }),
  ...avec,
});
