import type { DocumentRedige } from '#core/document.ts';
import { type Jour, plusJours, plusMois } from '#core/jour.ts';
import { formaterDate } from '#core/texte.ts';
import { paragraphesDe } from '#modules/projet/moteur/depot.ts';
import { deposerDocument } from '#modules/projet/use-cases/deposer-document.ts';
import { franchirPas } from '#modules/projet/use-cases/franchir-pas.ts';
import { noterAide } from '#modules/projet/use-cases/noter-aide.ts';
import { ouvrirParcours } from '#modules/projet/use-cases/ouvrir-parcours.ts';
import { partagerReponse, poserQuestion, remarquerDepot, repondreQuestion } from '#modules/projet/use-cases/poser-question.ts';
import { suivreMissions } from '#modules/projet/use-cases/suivre-missions.ts';
import type { DepotId } from '#modules/projet/model-parcours.ts';
import type { Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';

function fait<T>(issue: Result<T, { readonly code: string }>, quoi: string): T {
  if (!issue.ok) throw new Error(`Parcours de démonstration refusé : ${quoi}, ${issue.refus.code}`);
  return issue.valeur;
}

/** Runs something as one of the invented people, some days ago. */
export type EnScene = <T>(role: 'coordination' | 'presidence' | 'ars' | 'cpam', joursAvant: number, faire: (ctx: Contexte) => Promise<T>) => Promise<T>;

const note = (titre: string, nom: string, jour: Jour, paragraphes: readonly string[]): DocumentRedige => ({
  titre,
  sousTitre: nom,
  auteur: nom,
  date: formaterDate(jour),
  mentions: ['Document de démonstration : les personnes et les structures sont inventées.'],
  blocs: paragraphes.map((texte) => (texte.startsWith('# ') ? { type: 'titre', niveau: 1, texte: texte.slice(2) } : { type: 'paragraphe', texte })),
});

async function deposer(ctx: Contexte, genre: 'lettre_intention' | 'projet_sante' | 'piece', document: DocumentRedige): Promise<DepotId> {
  return fait(await deposerDocument(ctx, { genre, titre: document.titre, nom: `${document.titre.toLowerCase().replace(/[^a-z]+/g, '-')}.pdf`, contenu: Buffer.from(await ecrirePdf(document)), paragraphes: paragraphesDe(document) }), document.titre);
}

/** A CPTS that exists: its past is told, its contract was signed fourteen months ago, its missions have started. */
export async function demoParcoursEnRoute(scene: EnScene, nom: string): Promise<void> {
  await scene('coordination', 380, async (ctx) => {
    const signe = plusMois(plusJours(ctx.aujourdhui, 380), -14);
    fait(await ouvrirParcours(ctx, { contact: plusMois(signe, -31), lettre: plusMois(signe, -27), depot: plusMois(signe, -6), validation: plusJours(plusMois(signe, -4), 1), tacite: true, contrat: signe }), 'ouvrir');
  });
  await scene('coordination', 0, async (ctx) => {
    const apres = (mois: number): Jour => plusMois(ctx.aujourdhui, mois - 14);
    fait(await suivreMissions(ctx, { mission: 'acces', demarreeLe: apres(4) }), 'accès');
    fait(await suivreMissions(ctx, { mission: 'crise', demarreeLe: apres(5) }), 'crise');
    fait(await suivreMissions(ctx, { mission: 'parcours', demarreeLe: apres(9) }), 'parcours');
    fait(await suivreMissions(ctx, { mission: 'prevention', demarreeLe: apres(11) }), 'prévention');
  });
  await scene('coordination', 90, (ctx) => deposer(ctx, 'piece', note('Accord avec la CPTS voisine', nom, ctx.aujourdhui, ['# Ce qui est convenu', 'Les habitants des communes limitrophes sont reçus par les deux communautés, selon leur médecin traitant.', 'Les deux coordinations se réunissent chaque trimestre.'])));
  const question = await scene('ars', 60, async (ctx) => fait(await poserQuestion(ctx, { destinataire: 'cpts', objet: 'Créneaux partagés', texte: 'Comment comptez-vous les créneaux de soins non programmés ouverts chaque semaine ?' }), 'question'));
  await scene('coordination', 55, async (ctx) => fait(await repondreQuestion(ctx, question, { version: 1, reponse: 'Chaque cabinet déclare ses créneaux le vendredi. Nous comptons ceux qui ont été proposés, puis ceux qui ont été pris.' }), 'réponse'));
  await scene('coordination', 50, async (ctx) => fait(await partagerReponse(ctx, question, { objet: 'Compter les créneaux de soins non programmés', question: 'Comment compter les créneaux de soins non programmés ouverts chaque semaine ?', reponse: 'Chaque cabinet déclare ses créneaux en fin de semaine. On compte ceux qui sont proposés, puis ceux qui sont pris.' }), 'partage'));
  await scene('cpam', 6, async (ctx) => fait(await poserQuestion(ctx, { destinataire: 'cpts', objet: 'Preuves de l’année', texte: 'Pouvez-vous déposer les feuilles de présence des réunions de la mission parcours ?', echeance: plusJours(ctx.aujourdhui, 21) }), 'question'));
}

/** A project deposited forty days ago: the two months of silence run, the ARS reads and asks. */
export async function demoParcoursDepose(scene: EnScene, nom: string): Promise<void> {
  await scene('coordination', 395, async (ctx) => fait(await ouvrirParcours(ctx, { contact: plusMois(ctx.aujourdhui, -8), lettre: plusJours(ctx.aujourdhui, -20), tacite: false }), 'ouvrir'));
  const depot = await scene('presidence', 40, async (ctx) => {
    const id = await deposer(ctx, 'projet_sante', note('Projet de santé', nom, ctx.aujourdhui, [
      '# 1. Le territoire', 'Le territoire suit les trajets de soins des habitants : mêmes cabinets, mêmes pharmacies, même hôpital.', '# 2. Le diagnostic', 'Des habitants sans médecin traitant renoncent à consulter. Les retours d’hospitalisation se préparent trop tard.',
      '# 3. Les objectifs', 'Orienter en un an tous les habitants qui demandent un médecin traitant.', 'Préparer chaque retour à domicile au moins deux jours avant la sortie.', '# 4. La gouvernance', 'Une association, un bureau de cinq professions, une coordination salariée.',
    ]));
    fait(await franchirPas(ctx, { geste: 'deposer_projet', le: ctx.aujourdhui, acteur: ctx.qui.nom, commentaire: 'Adopté par l’assemblée.', depot: id }), 'dépôt');
    return id;
  });
  await scene('ars', 18, async (ctx) => {
    fait(await remarquerDepot(ctx, { depot, paragraphe: 5, texte: 'Combien d’habitants sont concernés, et d’où vient ce nombre ?' }), 'remarque');
    fait(await poserQuestion(ctx, { destinataire: 'cpts', depot, objet: 'Commune partagée', texte: 'Une commune du projet figure aussi dans celui de la CPTS voisine. Avez-vous un accord ?', echeance: plusJours(ctx.aujourdhui, 24) }), 'question');
  });
}

/** The first weeks: the meeting was held, the letter is being written. */
export async function demoParcoursNaissant(scene: EnScene): Promise<void> {
  await scene('coordination', 61, async (ctx) => fait(await ouvrirParcours(ctx, { contact: ctx.aujourdhui, tacite: false }), 'ouvrir'));
  await scene('coordination', 48, async (ctx) => fait(await franchirPas(ctx, { geste: 'tenir_rencontre', le: ctx.aujourdhui, acteur: 'Ludivine Postulat et Firmin Théorème', commentaire: 'À la mairie. Prochain point dans six semaines.' }), 'rencontre'));
}

type UneAide = Parameters<typeof noterAide>[1]['aide'];
const INVENTE = 'Montant inventé pour la démonstration.';

/** Start-up money at its three moments: paid with its source, granted without a paper, only asked. Amounts are invented, and say so. */
export async function demoAides(scene: EnScene, stade: 'recues' | 'demandees'): Promise<void> {
  await scene('coordination', stade === 'recues' ? 200 : 15, async (ctx) => {
    const jour = (avant: number): Jour => plusJours(ctx.aujourdhui, -avant);
    const recues: readonly UneAide[] = [
      { financeur: 'fir', objet: 'Temps de coordination avant le contrat', region: 'Nouvelle-Aquitaine', demandee: { centimes: 3_000_000, le: jour(700) }, accordee: { centimes: 2_400_000, le: jour(640) }, versee: { centimes: 2_400_000, le: jour(600) }, source: 'Notification de l’ARS (invention de la démonstration)', commentaire: INVENTE },
      { financeur: 'assurance_maladie', objet: 'Accompagnement à l’écriture du projet de santé', region: 'Nouvelle-Aquitaine', demandee: { centimes: 1_000_000, le: jour(690) }, accordee: { le: jour(610) }, versee: {}, source: '', commentaire: `${INVENTE} Le montant accordé reste à confirmer.` },
    ];
    const demandees: readonly UneAide[] = [{ financeur: 'ars', objet: 'Démarrage : locaux, téléphone, premières réunions', region: '', demandee: { centimes: 1_500_000, le: jour(10) }, accordee: {}, versee: {}, source: '', commentaire: INVENTE }];
    for (const aide of stade === 'recues' ? recues : demandees) fait(await noterAide(ctx, { aide }), aide.objet);
  });
}
