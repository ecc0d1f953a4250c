import type { Bloc, BlocImage, DocumentRedige } from '#core/document.ts';
import type { Jour } from '#core/jour.ts';
import type { Provenance } from '#core/provenance.ts';
import { accord, formaterDate, formaterPart, typographier } from '#core/texte.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import { type ScenarioJson, versJson } from '#modules/territoire/moteur/scenario.ts';
import { BORNES, CIVIDIS } from './constants.ts';
import { communes, ecrireNombre, ecrireValeur, habitants, libelleProfil, phraseGeste } from './labels.ts';
import type { Chapitre, CleChapitre, Constat, Image, ImageCarte, Table } from './model.ts';
import type { Imports } from './model-chiffres.ts';
import { chapitreAccessibilite, chapitreSousDense, chapitreUrgences, chapitreZonage } from './moteur/chapitres-acces.ts';
import { chapitrePatients } from './moteur/chapitre-patients.ts';
import { chapitrePopulation, chapitrePrecarite, chapitreProfil } from './moteur/chapitres-population.ts';
import { chapitreEtablissements } from './moteur/chapitre-etablissements.ts';
import { chapitreOffre } from './moteur/chapitre-offre.ts';
import { chapitreMortalite, chapitrePrevention } from './moteur/chapitres-sante.ts';
import { type Dessin, dessinerBarres, dessinerLignes, legender } from './moteur/dessin.ts';
import { ecrireGeste, type GesteImagine, gestesDe, jouer, lireGestes, type Voisinage } from './moteur/et-si.ts';
import { classeDe, ordonner, type Perimetre, perimetreDe, profilDe, repartir, sousDense } from './rules.ts';

const CHAPITRES: readonly ((p: Perimetre) => Chapitre)[] = [
  chapitrePopulation, chapitrePrecarite, chapitrePatients, chapitreOffre, chapitreAccessibilite, chapitreSousDense, chapitreZonage, chapitreUrgences, chapitreEtablissements, chapitrePrevention, chapitreMortalite, chapitreProfil,
];

export type Diagnostic = { readonly phrase: string; readonly chapitres: readonly Chapitre[] };

/** The whole diagnosis of a list of communes, from what the pack holds and what the CPTS imported. Pure: the same facts say the same. */
export function diagnostiquer(paquet: Paquet, codes: readonly string[], imports: Imports = { lots: [] }): Diagnostic {
  const p = perimetreDe(paquet, codes, imports);
  const r = repartir(p, 'apl_mg_2023', sousDense);
  const suite = r.habitantsConnus > 0 ? ` ; ${formaterPart(r.habitantsSous / r.habitantsConnus, 0)} vivent dans une commune sous-dotée en généralistes` : '';
  return { phrase: typographier(`${habitants(p.population)} dans ${communes(p.communes.length)}, profil ${libelleProfil[profilDe(p).profil]}${suite}.`), chapitres: CHAPITRES.map((faire) => faire(p)) };
}

/** A finding as it stands beside the figure of its chapter. */
export type ConstatEpingle = Pick<Constat, 'id' | 'nature' | 'texte'> & { readonly retenu: boolean };
/** `constats`: absent for who may not read them. */
export type VueChapitre = Chapitre & { readonly carte?: string; readonly constats?: readonly ConstatEpingle[] };
export type VueDiagnostic = {
  readonly base: string;
  readonly nom: string;
  readonly jour: Jour;
  readonly peutComposer: boolean;
  readonly refus?: string;
  readonly present?: { readonly phrase: string; readonly chapitres: readonly VueChapitre[]; readonly aImporter: number };
};

/** Paint by commune of a map. */
export const teintesDe = (image: ImageCarte): ReadonlyMap<string, string> => new Map(image.classes.flatMap((c) => c.codes.map((code) => [code, c.teinte] as const)));

type Faits = Omit<VueDiagnostic, 'present'> & { readonly diagnostic?: Diagnostic; readonly constats?: readonly Constat[]; readonly dessinerCarte: (image: ImageCarte, id: string) => string };

const epingler = (constats: readonly Constat[], cle: CleChapitre): readonly ConstatEpingle[] =>
  ordonner(constats).filter((c) => c.chapitre === cle && c.statut !== 'ecartee').map(({ id, nature, texte, statut }) => ({ id, nature, texte, retenu: statut === 'retenue' }));

export function presenterDiagnostic({ diagnostic, constats, dessinerCarte, ...reste }: Faits): VueDiagnostic {
  if (!diagnostic) return reste;
  const { phrase, chapitres } = diagnostic;
  return { ...reste, present: {
    phrase, aImporter: chapitres.filter((c) => c.tables.length === 0).length,
    chapitres: chapitres.map((c) => ({ ...c, ...(c.image?.genre === 'carte' && { carte: dessinerCarte(c.image, `carte-${c.cle}`) }), ...(constats && { constats: epingler(constats, c.cle) }) })),
  } };
}

const sources = (provenances: readonly Provenance[]): string => `Source : ${[...new Set(provenances.map(phraseProvenance))].join(' ; ')}.`;

function dessiner(image: Image, carteDe: (image: ImageCarte) => Dessin): Dessin {
  switch (image.genre) {
    case 'barres': return dessinerBarres(image);
    case 'lignes': return dessinerLignes(image);
    case 'carte': return legender(carteDe(image), image.classes);
  }
}

const alternativeDe = (image: Image): string => {
  switch (image.genre) {
    case 'carte': return image.alternative;
    case 'barres': return `${image.titre} : ${image.barres.map((b) => `${b.libelle}, ${ecrireNombre(b.valeur, image.format, image.decimales)}`).join(' ; ')}.`;
    case 'lignes': return `${image.titre} : ${image.abscisses.map((a, i) => `${a}, ${ecrireNombre(image.series[0]?.valeurs[i] ?? 0, 'decimal')}`).join(' ; ')}.`;
  }
};

const blocImage = (image: Image, provenances: readonly Provenance[], carteDe: (image: ImageCarte) => Dessin): BlocImage => ({ type: 'image', ...dessiner(image, carteDe), alternative: alternativeDe(image), legende: image.titre, source: sources(provenances) });

/** Lines of a table as a document writes them. */
const lignesEcrites = (t: Table): readonly (readonly string[])[] => t.lignes.map((l) => l.map((v, i) => ecrireValeur(v, t.colonnes[i]?.format ?? 'texte', t.colonnes[i]?.decimales)));

const AU_PLUS_EN_DOCUMENT = 25;

const phraseReste = (t: Table, n: number): string =>
  `${t.colonnes[0]?.titre === 'Commune' ? accord(n, 'commune moins peuplée n’est pas imprimée', 'communes moins peuplées ne sont pas imprimées') : accord(n, 'ligne n’est pas imprimée', 'lignes ne sont pas imprimées')} : le tableau entier s’exporte en Excel et en CSV.`;

function blocTable(t: Table): readonly Bloc[] {
  const lignes = lignesEcrites(t);
  const corps = lignes.length - (t.pied ?? 0);
  const reste = Math.max(0, corps - AU_PLUS_EN_DOCUMENT);
  return [
    { type: 'tableau', legende: t.legende, entetes: t.colonnes.map((c) => c.titre), lignes: [...lignes.slice(0, corps - reste), ...lignes.slice(corps)], alignements: t.colonnes.map((c) => (c.format === 'texte' ? 'gauche' : 'droite')), source: sources(t.provenances) },
    ...(reste > 0 ? [{ type: 'note' as const, texte: typographier(phraseReste(t, reste)) }] : []),
  ];
}

const blocsDuChapitre = (c: Chapitre, rang: number, carteDe: (image: ImageCarte) => Dessin): readonly Bloc[] => [
  { type: 'titre', niveau: 1, texte: `${rang}. ${c.titre}` },
  { type: 'paragraphe', texte: c.phrase },
  ...(c.image ? [blocImage(c.image, c.provenances, carteDe)] : []),
  ...c.tables.flatMap(blocTable),
  ...(c.notes.length > 0 ? [{ type: 'liste' as const, elements: c.notes }] : []),
  ...c.aImporter.map((a): Bloc => ({ type: 'encadre', ton: 'information', texte: typographier(`À importer : ${a.quoi}. ${a.editeur}, « ${a.fichier} » (${a.adresse}).`) })),
];

/** The diagnosis chapter of a health project, as data: DOCX and PDF are written from it. */
export const redigerDiagnostic = (d: Diagnostic, { nom, jour, demo, carteDe }: { readonly nom: string; readonly jour: Jour; readonly demo: boolean; readonly carteDe: (image: ImageCarte) => Dessin }): DocumentRedige => ({
  titre: 'Diagnostic partagé du territoire', sousTitre: nom, auteur: nom, date: formaterDate(jour), piedDePage: `${nom} · diagnostic partagé`,
  mentions: demo ? ['CPTS de démonstration : le réseau est fictif, les chiffres des communes sont réels.'] : [],
  blocs: [{ type: 'paragraphe', texte: d.phrase }, ...d.chapitres.flatMap((c, i) => blocsDuChapitre(c, i + 1, carteDe))],
});

/** What the island of a what-if receives: the neighbourhood, and what to write beside it. */
export type DonneesEtSi = {
  readonly scenario: ScenarioJson;
  readonly destinations: readonly string[];
  readonly origines: readonly string[];
  readonly gestes: readonly GesteImagine[];
  readonly lieux: readonly { readonly code: string; readonly nom: string }[];
  /** The place proposed first: the most populous commune of the territory. */
  readonly depart: string;
};

export type LigneEtSi = { readonly code: string; readonly nom: string; readonly habitants: number | undefined; readonly officielle: number | undefined; readonly avant: number; readonly apres: number };

export type VueEtSi = {
  readonly base: string;
  readonly lieux: readonly { readonly code: string; readonly nom: string }[];
  readonly gestes: readonly { readonly texte: string; readonly phrase: string; readonly sans: string }[];
  readonly illisibles: number;
  readonly refus?: string;
  readonly peutGarder?: boolean;
  /** How many scenarios are saved. */
  readonly gardes?: number;
  readonly erreurs?: Readonly<Record<string, string>>;
  readonly valeurs?: Readonly<Record<string, unknown>>;
  readonly present?: {
    readonly phrase: string;
    readonly avant: number;
    readonly maintenant: number;
    readonly dansDeuxAns?: number;
    readonly officiel?: number;
    readonly lignes: readonly LigneEtSi[];
    readonly carte: string;
    readonly image: ImageCarte;
    readonly provenances: readonly Provenance[];
    readonly ilot: DonneesEtSi;
  };
};

type FaitsEtSi = Pick<VueEtSi, 'peutGarder' | 'gardes' | 'erreurs' | 'valeurs'> & { readonly base: string; readonly paquet: Paquet; readonly codes: readonly string[]; readonly textes: readonly string[]; readonly voisinage?: Voisinage; readonly refus?: string; readonly dessinerCarte: (image: ImageCarte) => string };

const MOTS_SIMULES = ['1,5 au plus', 'plus de 1,5 à 2,5', 'plus de 2,5 à 3,5', 'plus de 3,5 à 4,5', 'plus de 4,5'];

function carteSimulee(origines: readonly string[], valeurs: readonly number[]): ImageCarte {
  const classes = MOTS_SIMULES.map((libelle, rang) => ({ libelle, teinte: CIVIDIS[rang] ?? '', codes: origines.filter((_, i) => classeDe(valeurs[i] ?? 0, BORNES.apl) === rang) }));
  return { genre: 'carte', titre: 'Accessibilité simulée aux généralistes', alternative: `Accessibilité simulée : ${classes.map((c) => `${communes(c.codes.length)}, ${c.libelle}`).join(' ; ')}.`, classes };
}

/** Residents under the threshold, before and after, in a sentence that can be read aloud. */
export function phraseEffet(avant: number, apres: number): string {
  const ecart = Math.round(apres - avant);
  if (ecart === 0) return typographier(`Simulation : toujours ${habitants(Math.round(avant))} sous le seuil de 2,5 consultations.`);
  return typographier(`Simulation : ${habitants(Math.round(apres))} sous le seuil de 2,5 consultations, ${habitants(Math.abs(ecart))} de ${ecart > 0 ? 'plus' : 'moins'} qu’aujourd’hui.`);
}

const adresseDesGestes = (gestes: readonly GesteImagine[]): string => gestes.map((g) => `g=${ecrireGeste(g)}`).join('&');

export function presenterEtSi({ base, paquet, codes, textes, voisinage, refus, dessinerCarte, ...reste }: FaitsEtSi): VueEtSi {
  const p = perimetreDe(paquet, codes);
  const { gestes, illisibles } = lireGestes(textes);
  const nom = (code: string): string => paquet.commune(code)?.nom ?? code;
  const dedans = new Set(voisinage?.origines);
  const lieux = (voisinage?.destinations ?? []).map((code) => ({ code, nom: dedans.has(code) ? nom(code) : `${nom(code)} (hors du territoire)` })).sort((a, b) => Number(dedans.has(b.code)) - Number(dedans.has(a.code)) || a.nom.localeCompare(b.nom, 'fr'));
  const depart = lieux.filter((l) => dedans.has(l.code)).sort((a, b) => (paquet.commune(b.code)?.population ?? 0) - (paquet.commune(a.code)?.population ?? 0))[0] ?? lieux[0];
  const debut: VueEtSi = {
    ...reste, base, lieux, illisibles, ...(refus !== undefined && { refus }),
    gestes: gestes.map((g, i) => ({ texte: ecrireGeste(g), phrase: phraseGeste(nom(g.commune), g.genre, g.etp), sans: adresseDesGestes(gestes.filter((_, j) => j !== i)) })),
  };
  if (!voisinage) return debut;
  const [maintenant, plusTard] = [jouer(voisinage, gestesDe(gestes, 'maintenant')), jouer(voisinage, gestes)];
  const differe = gestes.some((g) => g.genre === 'part_dans_deux_ans');
  const image = carteSimulee(voisinage.origines, plusTard.valeurs);
  const officiel = repartir(p, 'apl_mg_2023', sousDense);
  return { ...debut, present: {
    phrase: gestes.length === 0 ? typographier(`Simulation : ${habitants(Math.round(maintenant.avant))} vivent aujourd’hui sous le seuil de 2,5 consultations. Imaginez un départ ou une installation.`) : phraseEffet(plusTard.avant, plusTard.apres),
    avant: maintenant.avant, maintenant: maintenant.apres, ...(differe && { dansDeuxAns: plusTard.apres }), ...(officiel.connues.length > 0 && { officiel: officiel.habitantsSous }),
    lignes: voisinage.origines.map((code, i) => ({ code, nom: nom(code), habitants: paquet.commune(code)?.population, officielle: paquet.indicateur('apl_mg_2023', code), avant: voisinage.scenario.valeurs[i] ?? 0, apres: plusTard.valeurs[i] ?? 0 })).sort((a, b) => Math.abs(b.apres - b.avant) - Math.abs(a.apres - a.avant) || (b.habitants ?? 0) - (a.habitants ?? 0)),
    carte: dessinerCarte(image), image, provenances: [paquet.provenance('generalistes_estimes'), paquet.provenance('apl_mg_2023')].filter((x) => x !== undefined),
    ilot: { scenario: allege(versJson(voisinage.scenario)), destinations: voisinage.destinations, origines: voisinage.origines, gestes, lieux, depart: depart?.code ?? '' },
  } };
}

/** Travel times served to weigh the pairs; once that is done the browser has no use for their decimals. */
const allege = (s: ScenarioJson): ScenarioJson => ({ ...s, temps: s.temps.map(Math.round) });
