import type { Jour } from '#core/jour.ts';
import { accord, formaterDate, formaterNombre, formaterPart, typographier } from '#core/texte.ts';
import { INDICATEURS, type Indicateur, SEUILS_DE_MASQUAGE } from './constants.ts';
import { libelleIndicateur, libelleRole, libelleStatutImport, nomOrigine, phraseLigneAChoisir, phraseRejet } from './labels-chiffres.ts';
import type { Contenu, ImportChiffres, OrigineImport, SaisieColonnes } from './model-chiffres.ts';
import { attendUneLigne, defautDesRoles, lireChiffres, type LectureImport, type Lieux, ROLES, titresDe } from './moteur/import-chiffres.ts';

export type LigneImport = { readonly id: string; readonly fichier: string; readonly source: string; readonly situation: string; readonly statut: ImportChiffres['statut']; readonly etat: string; readonly chiffres: number; readonly enVigueur: boolean };
export type SeuilDit = { readonly origine: OrigineImport; readonly nom: string; readonly seuil: number; readonly texte: string; readonly verifie: boolean };

export type VueChiffres = {
  readonly base: string;
  readonly peutImporter: boolean;
  readonly phrase: string;
  readonly lignes: readonly LigneImport[];
  readonly seuils: readonly SeuilDit[];
  readonly annulable?: { readonly id: string; readonly fichier: string };
  readonly refus?: string;
  readonly erreurs?: Readonly<Record<string, string>>;
  readonly valeurs?: Readonly<Record<string, unknown>>;
};

const sourceDe = (i: Pick<ImportChiffres, 'origine' | 'precision'>): string => i.precision ?? nomOrigine[i.origine];

export function presenterChiffres({ imports, annulable, jour, ...reste }: Omit<VueChiffres, 'phrase' | 'lignes' | 'seuils' | 'annulable'> & { readonly imports: readonly ImportChiffres[]; readonly annulable?: string; readonly jour: Jour }): VueChiffres {
  const vus = imports.filter((i) => i.statut !== 'abandonnee');
  const importes = vus.filter((i) => i.statut === 'importee');
  const [dernier] = importes;
  const retire = annulable === undefined ? undefined : vus.find((i) => i.id === annulable && i.statut === 'retiree');
  return {
    ...reste, ...(retire && { annulable: { id: retire.id, fichier: retire.fichier } }),
    phrase: typographier(dernier ? `Le diagnostic montre ${accord(importes.length, 'fichier importé', 'fichiers importés')} ; le plus récent dit la situation au ${formaterDate(dernier.situation)}.` : 'Votre caisse connaît les patients sans médecin traitant de vos communes : importez son tableau, le diagnostic le montrera.'),
    lignes: vus.map((i) => ({ id: i.id, fichier: i.fichier, source: sourceDe(i), situation: formaterDate(i.situation), statut: i.statut, etat: libelleStatutImport[i.statut], chiffres: i.chiffres ?? 0, enVigueur: i === dernier })),
    seuils: SEUILS_DE_MASQUAGE.filter((s) => s.depuis <= jour).map((s) => ({ origine: s.origine, nom: nomOrigine[s.origine], seuil: s.seuil, texte: s.texte, verifie: s.verifie })),
  };
}

export type ColonneAChoisir = { readonly titre: string; readonly exemples: readonly string[]; readonly role: string };
/** Rows among which to choose the one of the whole CPTS, when no column says the place. */
export type LignesAChoisir = { readonly choix: readonly { readonly valeur: string; readonly libelle: string }[]; readonly choisie: string; readonly enTout: number };

export type VueImport = {
  readonly base: string;
  readonly id: string;
  readonly fichier: string;
  readonly source: string;
  readonly situation: string;
  readonly seuil: number;
  readonly feuille: string;
  /** Sheets of the workbook that hold a table and are not read. */
  readonly autresFeuilles: readonly string[];
  readonly statut: ImportChiffres['statut'];
  readonly phrase: string;
  readonly colonnes: readonly ColonneAChoisir[];
  readonly choix: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly entetes: readonly string[];
  readonly apercu: readonly (readonly string[])[];
  readonly restent: number;
  readonly rejets: readonly { readonly ligne: number; readonly phrase: string }[];
  readonly rejetsEnTout: number;
  readonly lignes?: LignesAChoisir;
  readonly pret: boolean;
  readonly refus?: string;
};

const APERCU = 12;
const REJETS_MONTRES = 50;
const LIGNES_PROPOSEES = 50;

function ecrire(v: number | undefined, i: Indicateur): string {
  if (v === undefined) return 'masqué par la source';
  return INDICATEURS[i] === 'part' ? formaterPart(v) : formaterNombre(v, 0);
}

const phraseDefaut = (roles: NonNullable<ImportChiffres['colonnes']>): string | undefined => {
  const d = defautDesRoles(roles);
  if (!d) return undefined;
  return d.code === 'aucun_indicateur' ? 'Aucune colonne de chiffres n’est choisie : dites ce que contient chacune, puis relisez.' : `Deux colonnes ont le même contenu, « ${libelleRole(d.role)} » : gardez-en une.`;
};

/** The question asked when no column says the place and several rows hold figures. */
function lignesAChoisir(contenu: Contenu, lu: LectureImport): LignesAChoisir | undefined {
  if (lu.sansLieu.length < 2) return undefined;
  const ecrite = (n: number): string => (contenu.lignes[n - 1] ?? []).map((c) => String(c ?? '').trim()).filter((t) => t !== '').slice(0, 4).join(' · ');
  return {
    choix: lu.sansLieu.slice(0, LIGNES_PROPOSEES).map((n) => ({ valeur: String(n), libelle: typographier(`Ligne ${formaterNombre(n)} : ${ecrite(n)}`) })),
    choisie: contenu.ligne === undefined ? '' : String(contenu.ligne), enTout: lu.sansLieu.length,
  };
}

function phraseLecture(lu: LectureImport, defaut: string | undefined): string {
  if (defaut !== undefined) return defaut;
  if (attendUneLigne(lu)) return phraseLigneAChoisir(lu.sansLieu);
  if (lu.valeurs.length === 0) return 'Aucun chiffre n’est lu : vérifiez le contenu des colonnes.';
  const masques = lu.masques > 0 ? `, ${accord(lu.masques, 'chiffre masqué', 'chiffres masqués')} par la source` : '';
  const rejetes = lu.rejets.length > 0 ? ` ; ${accord(lu.rejets.length, 'ligne sera laissée de côté', 'lignes seront laissées de côté')}` : '';
  return `${accord(lu.lignes, 'ligne lue', 'lignes lues')}, ${accord(lu.valeurs.length, 'chiffre', 'chiffres')}${masques}${rejetes}.`;
}

export type RepriseImport = { readonly refus?: string; /** What was just refused: shown again instead of what is kept. */ readonly saisie?: SaisieColonnes };

/** A deposit as it will be imported: its columns, the first rows as they are read, those that are rejected and why. */
export function presenterImport(i: ImportChiffres, { base, lieux, refus, saisie }: { readonly base: string; readonly lieux: Lieux } & RepriseImport): VueImport {
  const garde: Contenu = i.contenu ?? { feuille: '', autres: [], rang: 0, lignes: [] };
  const contenu: Contenu = saisie ? { ...garde, ligne: saisie.ligne } : garde;
  const titres = titresDe(contenu, contenu.rang);
  const roles = saisie?.c ?? i.colonnes ?? [];
  const lu = lireChiffres(contenu, { rang: contenu.rang, roles, lieux, ligne: contenu.ligne });
  const indicateurs = [...new Set(lu.valeurs.map((v) => v.indicateur))];
  const nomDe = (zone: string): string => (zone === 'cpts' ? 'Tout le territoire' : zone === 'france' ? 'France' : zone.startsWith('dep:') ? (lieux.departements.find((d) => `dep:${d.code}` === zone)?.nom ?? zone) : (lieux.territoire.find((c) => `com:${c.code}` === zone)?.nom ?? zone));
  const lignes = [...Map.groupBy(lu.valeurs, (v) => v.zone)].map(([zone, valeurs]) => [nomDe(zone), ...indicateurs.map((k) => { const v = valeurs.find((x) => x.indicateur === k); return v ? ecrire(v.valeur, k) : ''; })]);
  const defaut = phraseDefaut(roles);
  const aChoisir = lignesAChoisir(contenu, lu);
  const rejets = attendUneLigne(lu) ? [] : lu.rejets;
  return {
    base, id: i.id, fichier: i.fichier, source: sourceDe(i), situation: formaterDate(i.situation), seuil: Math.max(i.seuil, lu.seuilEcrit ?? 0), feuille: contenu.feuille, autresFeuilles: contenu.autres, statut: i.statut,
    phrase: typographier(phraseLecture(lu, defaut)),
    colonnes: titres.map((titre, j) => ({ titre: titre === '' ? `Colonne ${j + 1}` : titre, role: roles[j] ?? 'ignorer', exemples: contenu.lignes.slice(contenu.rang + 1).map((l) => String(l[j] ?? '').trim()).filter((t) => t !== '').slice(0, 3) })),
    choix: ROLES.map((r) => ({ valeur: r, libelle: libelleRole(r) })),
    entetes: ['Lieu', ...indicateurs.map((k) => libelleIndicateur[k])], apercu: lignes.slice(0, APERCU), restent: Math.max(0, lignes.length - APERCU),
    rejets: rejets.slice(0, REJETS_MONTRES).map((r) => ({ ligne: r.ligne, phrase: typographier(phraseRejet(r.raison)) })), rejetsEnTout: rejets.length, ...(aChoisir && { lignes: aChoisir }),
    pret: i.statut === 'deposee' && defaut === undefined && lu.valeurs.length > 0, ...(refus !== undefined && { refus }),
  };
}
