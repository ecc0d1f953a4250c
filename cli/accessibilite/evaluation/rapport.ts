import { type Accord, agreger, mesurerAccord } from '#modules/territoire/moteur/accord.ts';
import type { Donnees } from './donnees.ts';
import { type Choix, PLAT, RETENU, simuler } from './modele.ts';

export type Niveaux = { readonly commune: Accord; readonly epci: Accord; readonly departement: Accord };

/** Communes whose official value is known, where somebody lives and whose place is known. */
export const comparables = (d: Donnees): readonly number[] =>
  [...d.codes.keys()].filter((i) => !Number.isNaN(d.aplOfficiel[i] ?? Number.NaN) && (d.population[i] ?? 0) > 0 && !Number.isNaN(d.interieurs.lat[i] ?? Number.NaN));

/** Agreement at the three levels, weighted by residents (standardised populations are not known by commune). */
export function accorder(d: Donnees, valeurs: Float64Array, communes = comparables(d)): Niveaux {
  const prendre = (v: Float64Array): Float64Array => Float64Array.from(communes, (i) => v[i] ?? Number.NaN);
  const [simule, officiel, poids] = [prendre(valeurs), prendre(d.aplOfficiel), prendre(d.population)];
  const vide = new Float64Array();
  const parGroupe = (groupes: readonly string[]): Accord => {
    const g = agreger(communes.map((i) => groupes[i] ?? ''), poids, simule, officiel);
    return mesurerAccord(g.moyennes[0] ?? vide, g.moyennes[1] ?? vide, g.poids);
  };
  return { commune: mesurerAccord(simule, officiel, poids), epci: parGroupe(d.epci), departement: parGroupe(d.departements) };
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

export type LigneDeRapport = { readonly nom: string; readonly niveaux: Niveaux };

export function etapes(d: Donnees): readonly LigneDeRapport[] {
  let choix = PLAT;
  return ETAPES.map(([nom, ajout]) => {
    choix = { ...choix, ...ajout };
    return { nom, niveaux: accorder(d, simuler(d, choix)) };
  });
}

export const variantes = (d: Donnees): readonly LigneDeRapport[] => VARIANTES.map(([nom, autre]) => ({ nom, niveaux: accorder(d, simuler(d, { ...RETENU, ...autre })) }));

export type Validation = { readonly niveaux: Niveaux; readonly choisis: readonly { readonly choix: string; readonly departements: number }[] };

/**
 * The two free parameters (doctors by health centre, spread of activities) chosen again for each département by the mean error on all
 * the others, and the agreement of what is so predicted: what to expect where no official value is known.
 */
export function validerParDepartement(d: Donnees): Validation {
  const grille = [0, 1, 2].flatMap((parCentre) => [0.3, 0.5, 0.7].map((dispersion) => ({ parCentre, dispersion })));
  const essais = grille.map((g) => ({ ...g, valeurs: simuler(d, { ...RETENU, ...g }) }));
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
