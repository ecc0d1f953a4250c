import { createHash } from 'node:crypto';
import { plusJours } from '#core/jour.ts';
import { signatureDe } from '#modules/diagnostic/moteur/import-chiffres.ts';
import type { Contexte } from '#server/contexte.ts';
import type { EtatDossier, LigneGardee } from './model.ts';
import type { Calcul, Contenu, Correspondance, ImportId, ImportReleves, ValeurComptee } from './model-valeurs.ts';
import { type Ligne, titresDuContenu } from './moteur/import-releves.ts';
import { type DossierLu, vieEntre } from './queries.ts';
import { chargerCalculs, chargerCorrespondance, chargerImports } from './repository-valeurs.ts';

/** Lines answered by a number. */
export const lignesChiffrees = (e: EtatDossier): readonly LigneGardee[] => e.postes.flatMap((p) => p.lignes).filter((l) => typeof l.valeur !== 'boolean');
export const lignesAImporter = (e: EtatDossier): readonly Ligne[] => lignesChiffrees(e).map((l) => ({ id: l.id, libelle: l.libelle, unite: l.unite, connue: typeof l.valeur === 'number' ? l.valeur : l.depart?.valeur }));

type Vie = EtatDossier['vie'];

function compter(c: Calcul, d: DossierLu, vie: Vie): number {
  const { preuves, fiches } = d.faits;
  const { debut, fin } = d.etat.annee;
  const siennes = preuves.map((p) => p.preuve).filter((p) => p.statut === 'versee' && p.indicateur === c.indicateur && (p.le === null || (p.le >= debut && p.le < fin)));
  switch (c.formule) {
    case 'reunions_tenues': return vie.reunions;
    case 'presences': return vie.presences;
    case 'personnes_presentes': return vie.personnes;
    case 'assemblees': return vie.assemblees;
    case 'actions_achevees': return fiches.filter((f) => f.statut === 'achevee' && f.contenu.indicateurs.includes(c.indicateur)).length;
    case 'jours_prouves': return new Set(siennes.flatMap((p) => (p.genre === 'emargement' && p.le !== null ? [p.le] : []))).size;
    case 'participants_prouves': return siennes.reduce((s, p) => s + (p.nombre ?? 0), 0);
    case 'adherents': return vie.professions.reduce((s, p) => s + p.membres, 0);
    case 'adherents_profession': return vie.professions.find((p) => p.profession === c.parametre)?.membres ?? 0;
  }
}

/** What each formula counts today, from the first day of the year to today or the day before its end. */
export async function compterLignes(ctx: Contexte, d: DossierLu): Promise<readonly ValeurComptee[]> {
  const calculs = (await chargerCalculs(ctx, d.contrat)).filter((c) => lignesChiffrees(d.etat).some((l) => l.id === c.indicateur));
  if (calculs.length === 0) return [];
  const { debut, fin } = d.etat.annee;
  const demain = plusJours(ctx.aujourdhui, 1);
  const jusqua = demain < fin ? demain : fin;
  const vie = await vieEntre(ctx, debut, jusqua);
  return calculs.map((c) => ({ ...c, debut, fin: plusJours(jusqua, -1), valeur: compter(c, d, vie) }));
}

export const listerImports = (ctx: Contexte): Promise<readonly ImportReleves[]> => chargerImports(ctx);
export const lireImport = async (ctx: Contexte, id: ImportId): Promise<ImportReleves | undefined> => (await chargerImports(ctx, id))[0];

export const signatureDuContenu = (c: Contenu): string => createHash('sha256').update(signatureDe(titresDuContenu(c))).digest('hex');
export const correspondanceRetenue = (ctx: Contexte, c: Contenu): Promise<Correspondance | undefined> => chargerCorrespondance(ctx, signatureDuContenu(c));
