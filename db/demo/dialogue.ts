import { plusJours } from '#core/jour.ts';
import { lireDossierDeDialogue } from '#modules/dialogue/queries.ts';
import { SaisieRedaction } from '#modules/dialogue/model.ts';
import { choisirCalcul } from '#modules/dialogue/use-cases/compter-valeur.ts';
import { redigerDossier } from '#modules/dialogue/use-cases/rediger-dossier.ts';
import { signerDossier } from '#modules/dialogue/use-cases/signer-dossier.ts';
import { champDeLigne } from '#modules/dialogue/rules.ts';
import type { Contexte } from '#server/contexte.ts';

function exiger<T>(issue: { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly refus: { readonly code: string } }): T {
  if (!issue.ok) throw new Error(`Dialogue de démonstration refusé : ${issue.refus.code}`);
  return issue.valeur;
}

const FAITS = 'Le contrat a un an. Les médecins du territoire ont ouvert 310 créneaux de soins non programmés.\n\n- l’annuaire des ressources est commencé\n- la première journée de prévention a réuni dix-sept personnes';

/** The first dialogue of the demo CPTS: written, held, signed and deposited some weeks ago. `ctx` acts as its presidency, then. */
export async function demoDialogue(ctx: Contexte): Promise<void> {
  const lignes = (await lireDossierDeDialogue(ctx, 1))?.etat.postes.flatMap((p) => p.lignes) ?? [];
  const [premiere] = lignes;
  const saisie = SaisieRedaction.parse({
    version: '0', annee: '1', faitsMarquants: FAITS, difficultes: 'Les missions ont démarré en cours d’année ; les requêtes de la caisse sont venues tard.',
    propositions: 'Garder les mêmes indicateurs pour l’année 2, avec des paliers repris des valeurs de fin de première année.', tenuLe: plusJours(ctx.aujourdhui, -3), conclusions: 'Les objectifs de l’année 2 sont convenus.',
    ...(premiere && { [champDeLigne('explication', premiere.id)]: 'Deux départs à la retraite dans l’année.', [champDeLigne('proposition', premiere.id)]: 'reconduire', [champDeLigne('texte', premiere.id)]: 'Mêmes paliers, départ à 219.' }),
  });
  const { version } = exiger(await redigerDossier(ctx, saisie));
  exiger(await signerDossier(ctx, { annee: 1, version }));
}

/** What the platform counts for the lines of the demo. `ctx` acts as its coordination. */
export async function demoCalculs(ctx: Contexte): Promise<void> {
  const ligne = (await lireDossierDeDialogue(ctx, 2))?.etat.postes.flatMap((p) => p.lignes).find((l) => l.libelle === 'Journées de prévention tenues');
  if (ligne) exiger(await choisirCalcul(ctx, { indicateur: ligne.id, formule: 'jours_prouves', parametre: '' }));
}
