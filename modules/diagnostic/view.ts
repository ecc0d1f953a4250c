import type { Bloc, BlocImage, DocumentRedige } from '#core/document.ts';
import type { Jour } from '#core/jour.ts';
import type { Provenance } from '#core/provenance.ts';
import { formaterDate, formaterPart, typographier } from '#core/texte.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import { communes, ecrireNombre, ecrireValeur, habitants, libelleProfil } from './labels.ts';
import type { Chapitre, Image, ImageCarte, Table } from './model.ts';
import { chapitreAccessibilite, chapitreSousDense, chapitreUrgences, chapitreZonage } from './moteur/chapitres-acces.ts';
import { chapitrePopulation, chapitrePrecarite, chapitreProfil } from './moteur/chapitres-population.ts';
import { chapitreEtablissements, chapitreMortalite, chapitreOffre, chapitrePrevention } from './moteur/chapitres-sante.ts';
import { type Dessin, dessinerBarres, dessinerLignes, legender } from './moteur/dessin.ts';
import { type Perimetre, perimetreDe, profilDe, repartir, sousDense } from './rules.ts';

const CHAPITRES: readonly ((p: Perimetre) => Chapitre)[] = [
  chapitrePopulation, chapitrePrecarite, chapitreOffre, chapitreAccessibilite, chapitreSousDense, chapitreZonage, chapitreUrgences, chapitreEtablissements, chapitrePrevention, chapitreMortalite, chapitreProfil,
];

export type Diagnostic = { readonly phrase: string; readonly chapitres: readonly Chapitre[] };

/** The whole diagnosis of a list of communes, from what the pack holds. Pure: the same pack and the same list say the same. */
export function diagnostiquer(paquet: Paquet, codes: readonly string[]): Diagnostic {
  const p = perimetreDe(paquet, codes);
  const r = repartir(p, 'apl_mg_2023', sousDense);
  const suite = r.habitantsConnus > 0 ? ` ; ${formaterPart(r.habitantsSous / r.habitantsConnus, 0)} vivent dans une commune sous-dotée en généralistes` : '';
  return { phrase: typographier(`${habitants(p.population)} dans ${communes(p.communes.length)}, profil ${libelleProfil[profilDe(p).profil]}${suite}.`), chapitres: CHAPITRES.map((faire) => faire(p)) };
}

export type VueChapitre = Chapitre & { readonly carte?: string };
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

type Faits = Omit<VueDiagnostic, 'present'> & { readonly diagnostic?: Diagnostic; readonly dessinerCarte: (image: ImageCarte, id: string) => string };

export function presenterDiagnostic({ diagnostic, dessinerCarte, ...reste }: Faits): VueDiagnostic {
  if (!diagnostic) return reste;
  const { phrase, chapitres } = diagnostic;
  return { ...reste, present: {
    phrase, aImporter: chapitres.filter((c) => c.tables.length === 0).length,
    chapitres: chapitres.map((c) => ({ ...c, ...(c.image?.genre === 'carte' && { carte: dessinerCarte(c.image, `carte-${c.cle}`) }) })),
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

function blocTable(t: Table): readonly Bloc[] {
  const lignes = lignesEcrites(t);
  const reste = lignes.length - AU_PLUS_EN_DOCUMENT;
  return [
    { type: 'tableau', legende: t.legende, entetes: t.colonnes.map((c) => c.titre), lignes: lignes.slice(0, AU_PLUS_EN_DOCUMENT), alignements: t.colonnes.map((c) => (c.format === 'texte' ? 'gauche' : 'droite')), source: sources(t.provenances) },
    ...(reste > 0 ? [{ type: 'note' as const, texte: `${communes(reste)} moins peuplées ne sont pas imprimées : le tableau entier s’exporte en Excel et en CSV.` }] : []),
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
