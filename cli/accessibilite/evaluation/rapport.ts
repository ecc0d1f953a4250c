import { type Accord, agreger, decomposerSousSeuil, mesurerAccord, type SousSeuil } from '#modules/territoire/moteur/accord.ts';
import { APL_SOUS_DENSE } from '#modules/diagnostic/constants.ts';
import type { Donnees } from './donnees.ts';
import { type Choix, PLAT, RETENU } from './modele.ts';

export type Niveaux = { readonly commune: Accord; readonly epci: Accord; readonly departement: Accord };

/** Communes whose official value is known, where somebody lives and whose place is known. */
export const comparables = (d: Donnees): readonly number[] =>
  [...d.codes.keys()].filter((i) => !Number.isNaN(d.aplOfficiel[i] ?? Number.NaN) && (d.population[i] ?? 0) > 0 && !Number.isNaN(d.interieurs.lat[i] ?? Number.NaN));

/** EPCI of which every resident is in a comparable commune: a single commune left of a hundred says nothing of its EPCI. */
function epciEntiers(d: Donnees, communes: readonly number[]): ReadonlySet<string> {
  const manque = new Map<string, number>();
  d.epci.forEach((e, i) => manque.set(e, (manque.get(e) ?? 0) + (d.population[i] ?? 0)));
  for (const i of communes) manque.set(d.epci[i] ?? '', (manque.get(d.epci[i] ?? '') ?? 0) - (d.population[i] ?? 0));
  return new Set([...manque].filter(([siren, reste]) => siren !== '' && reste === 0).map(([siren]) => siren));
}

/** Agreement at the three levels, weighted by residents (standardised populations are not known by commune). */
export function accorder(d: Donnees, valeurs: Float64Array, communes = comparables(d)): Niveaux {
  const parGroupe = (groupes: readonly string[], choisies: readonly number[]): Accord => {
    const [simule, officiel, poids] = colonnes(choisies);
    const g = agreger(choisies.map((i) => groupes[i] ?? ''), poids, simule, officiel);
    return mesurerAccord(g.moyennes[0] ?? simule, g.moyennes[1] ?? officiel, g.poids);
  };
  const colonnes = (choisies: readonly number[]): readonly [Float64Array, Float64Array, Float64Array] => {
    const prendre = (v: Float64Array): Float64Array => Float64Array.from(choisies, (i) => v[i] ?? Number.NaN);
    return [prendre(valeurs), prendre(d.aplOfficiel), prendre(d.population)];
  };
  const entiers = epciEntiers(d, communes);
  return {
    commune: mesurerAccord(...colonnes(communes)),
    epci: parGroupe(d.epci, communes.filter((i) => entiers.has(d.epci[i] ?? ''))),
    departement: parGroupe(d.departements, communes),
  };
}

/** Residents under-served by the official rule, and where the excess of the simulation comes from. @source arrêté du 13 novembre 2017: 2.5 consultations a year */
export function sousLeSeuil(d: Donnees, valeurs: Float64Array): SousSeuil {
  const communes = comparables(d);
  const prendre = (v: Float64Array): Float64Array => Float64Array.from(communes, (i) => v[i] ?? Number.NaN);
  return decomposerSousSeuil(prendre(valeurs), prendre(d.aplOfficiel), prendre(d.population), APL_SOUS_DENSE);
}

/** Reasons added one after the other to the plain model. */
export const ETAPES: readonly (readonly [nom: string, choix: Partial<Choix>])[] = [
  ['modèle simple (ligne droite, population brute)', {}],
  ['+ distance de bourg à bourg', { lieux: 'bourgs' }],
  ['+ temps ajusté sur des trajets connus', { temps: 'distance' }],
  ['+ détour du relief', { temps: 'relief' }],
  ['+ temps connu à 2,8 min près', { incertitude: RETENU.incertitude }],
  ['+ demande standardisée par âge', { age: true }],
  ['+ activité selon le besoin', { activite: 'besoin' }],
  ['+ activité bornée 3 600–6 000', { activite: 'bornee' }],
  ['+ un généraliste par centre de santé', { parCentre: 1 }],
];

/** The chosen model with one choice changed. */
export const VARIANTES: readonly (readonly [nom: string, choix: Partial<Choix>])[] = [
  ['points intérieurs au lieu des bourgs', { lieux: 'interieurs' }],
  ['sans relief', { temps: 'distance' }],
  ['temps supposé exact', { incertitude: 0 }],
  ['sans standardisation par âge', { age: false }],
  ['activité égale partout', { activite: 'egale' }],
  ['activité selon le besoin, non bornée', { activite: 'besoin' }],
  ['sans centres de santé', { parCentre: 0 }],
  ['deux généralistes par centre de santé', { parCentre: 2 }],
  ['départements étanches (effet de frontière)', { frontieres: true }],
  ['offre : RPPS seul', { source: 'rpps' }],
  ['offre : SIRENE seul', { source: 'sirene' }],
];

type Simulateur = (choix: Choix) => Float64Array;

export type LigneDeRapport = { readonly nom: string; readonly niveaux: Niveaux };

export function etapes(d: Donnees, simuler: Simulateur): readonly LigneDeRapport[] {
  let choix = PLAT;
  return ETAPES.map(([nom, ajout]) => {
    choix = { ...choix, ...ajout };
    return { nom, niveaux: accorder(d, simuler(choix)) };
  });
}

export const variantes = (d: Donnees, simuler: Simulateur): readonly LigneDeRapport[] => VARIANTES.map(([nom, autre]) => ({ nom, niveaux: accorder(d, simuler({ ...RETENU, ...autre })) }));

export type Validation = { readonly niveaux: Niveaux; readonly choisis: readonly { readonly choix: string; readonly departements: number }[] };

/**
 * The two free parameters (doctors by health centre, spread of activities) chosen again for each département by the mean error on all
 * the others, and the agreement of what is so predicted: what to expect where no official value is known.
 */
export function validerParDepartement(d: Donnees, simuler: Simulateur): Validation {
  const grille = [0, 1, 2].flatMap((parCentre) => [0.3, 0.5, 0.7].map((dispersion) => ({ parCentre, dispersion })));
  const essais = grille.map((g) => ({ ...g, valeurs: simuler({ ...RETENU, ...g }) }));
  const communes = comparables(d);
  const predit = new Float64Array(d.codes.length).fill(Number.NaN);
  const compte = new Map<string, number>();
  for (const departement of new Set(communes.map((i) => d.departements[i] ?? ''))) {
    const autres = communes.filter((i) => d.departements[i] !== departement);
    const notes = essais.map((e) => accorder(d, e.valeurs, autres).commune.ecartAbsoluMoyen);
    const meilleur = essais[notes.indexOf(Math.min(...notes))];
    if (!meilleur) continue;
    for (const i of communes) if (d.departements[i] === departement) predit[i] = meilleur.valeurs[i] ?? Number.NaN;
    const nom = `${meilleur.parCentre} par centre, dispersion ${meilleur.dispersion}`;
    compte.set(nom, (compte.get(nom) ?? 0) + 1);
  }
  return { niveaux: accorder(d, predit), choisis: [...compte].map(([choix, departements]) => ({ choix, departements })) };
}

const nombre = (v: number, decimales: number): string => v.toFixed(decimales).replace('.', ',');

const cellules = (a: Accord): readonly string[] => [nombre(a.pearson, 3), nombre(a.pearsonPondere, 3), nombre(a.spearman, 3), nombre(a.ecartAbsoluMoyen, 2)];

/** A Markdown table: three levels, for each Pearson, weighted Pearson, Spearman, weighted mean absolute error. */
export function enTableau(lignes: readonly LigneDeRapport[]): string {
  const titres = ['modèle', ...['commune', 'EPCI', 'département'].flatMap((n) => [`${n} r`, 'r pond.', 'rang', 'écart'])];
  const ligne = (c: readonly string[]): string => `| ${c.join(' | ')} |`;
  return [
    ligne(titres), ligne(titres.map((_, k) => (k === 0 ? '---' : '---:'))),
    ...lignes.map(({ nom, niveaux: n }) => ligne([nom, ...cellules(n.commune), ...cellules(n.epci), ...cellules(n.departement)])),
  ].join('\n');
}
