import { plusJours } from '#core/jour.ts';
import type { CleSection } from '#modules/projet/model.ts';
import { faitsDeLaLettre } from '#modules/projet/queries.ts';
import type { CleChapitreSante } from '#modules/projet/moteur/chapitres.ts';
import { faitsDuProjet } from '#modules/projet/queries-sante.ts';
import { ecrireChapitre } from '#modules/projet/use-cases/ecrire-chapitre.ts';
import { enregistrerSection } from '#modules/projet/use-cases/enregistrer-section.ts';
import { remarquerChapitre } from '#modules/projet/use-cases/remarquer-chapitre.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import type { Contexte } from '#server/contexte.ts';

type Etape = { readonly cle: CleSection; readonly champs: Readonly<Record<string, string>>; readonly texte?: string };
type Demande = { readonly paquet: Paquet; readonly nom: string };

/** Saves sections from the version they are at, as somebody who writes them one after the other. */
async function ecrire(ctx: Contexte, { paquet, nom }: Demande, etapes: readonly (Etape & { readonly base: number })[]): Promise<void> {
  const faits = await faitsDeLaLettre(ctx, paquet, { nom, demo: true });
  for (const { cle, champs, texte = '', base } of etapes) {
    const issue = await enregistrerSection(ctx, { cle, faits, envoi: { champs, texte, base } });
    if (!issue.ok) throw new Error(`Lettre de démonstration refusée : ${cle}, ${issue.refus.code}`);
  }
}

const ACTEURS = 'Anselme Exemple, médecin généraliste\nPrune Supposée, infirmière libérale\nOctave Factice, pharmacien';
const SUIVANTS = 'le centre hospitalier du territoire\nles EHPAD et les services d’aide à domicile\nle service d’accès aux soins (SAS)\nles communes et l’agglomération\nles associations d’usagers';

/** The coordinator of the demo begins the letter: most fields are given, some are still missing, so that the page has something to ask. */
export const demoLettre = (ctx: Contexte, demande: Demande): Promise<void> =>
  ecrire(ctx, demande, [
    {
      cle: 'porteur',
      base: 0,
      champs: {
        porteur_nom: 'Association de préfiguration de la CPTS des Trois Rivières',
        statut: 'prefiguration',
        representant: 'Anselme Exemple',
        representant_qualite: 'président, médecin généraliste',
        contact_nom: 'Maëlle Riva, coordinatrice',
        contact_courriel: 'coordination@exemple.invalid',
        adresse: '12 rue des Trois-Rivières\n19100 Brive-la-Gaillarde',
      },
    },
    { cle: 'territoire', base: 1, champs: { choix_du_perimetre: 'Les habitants de ces communes se soignent dans les mêmes cabinets, les mêmes pharmacies et le même hôpital. Plusieurs équipes de soins y travaillent déjà ensemble.' } },
    { cle: 'diagnostic', base: 1, champs: { constats: 'Des habitants sans médecin traitant renoncent à consulter.\nLes retours d’hospitalisation se préparent trop tard.\nLes professionnels qui s’installent ne savent pas à qui s’adresser.' } },
    { cle: 'acteurs', base: 1, champs: { associes: ACTEURS, a_associer: SUIVANTS } },
    {
      cle: 'orientations',
      base: 1,
      champs: {
        acces: 'recenser les habitants sans médecin traitant et organiser leur orientation\nouvrir chaque jour des créneaux partagés pour les soins non programmés',
        parcours: 'préparer ensemble les retours à domicile après une hospitalisation\nsuivre à plusieurs les personnes diabétiques',
        prevention: 'relayer le dépistage organisé des cancers\norganiser une journée de vaccination dans les communes éloignées',
        crise: 'désigner des référents et tenir à jour la liste des professionnels mobilisables',
      },
    },
    { cle: 'calendrier', base: 1, champs: { depart: plusJours(ctx.aujourdhui, -12) } },
  ]);

/** The letter of a CPTS in its first weeks: three sections written, the rest proposed. */
export const demoLettreNaissante = (ctx: Contexte, demande: Demande): Promise<void> =>
  ecrire(ctx, demande, [
    { cle: 'porteur', base: 0, champs: { porteur_nom: 'Collectif des soignants du Haut Plateau', statut: 'collectif', representant: 'Corentin Songe', representant_qualite: 'médecin généraliste', contact_nom: 'Ysaline Esquisse, coordinatrice', contact_courriel: 'haut-plateau@exemple.invalid' } },
    { cle: 'territoire', base: 1, champs: { choix_du_perimetre: 'Les habitants du plateau descendent aux mêmes bourgs pour se soigner. L’hiver, les routes décident du reste.' } },
    { cle: 'calendrier', base: 1, champs: { depart: plusJours(ctx.aujourdhui, -49) } },
  ]);

/** The president reads it again and adds a partner: two authors in the history of the section. */
export const demoLettreRelue = (ctx: Contexte, demande: Demande): Promise<void> => ecrire(ctx, demande, [{ cle: 'acteurs', base: 2, champs: { associes: `${ACTEURS}\nGarance Hypothèse, sage-femme`, a_associer: SUIVANTS } }]);

const COMMUNICATION = `Professionnels du territoire : une lettre de deux pages chaque mois, et un point de dix minutes au début de chaque réunion.

Élus et institutions : une rencontre par an avec les maires, au printemps. [à compléter : qui invite]

Habitants : une affiche dans chaque cabinet et chaque pharmacie, relue par des patients.`;

/** The health project begun by the coordinator: two chapters written, the others proposed from what Maillage knows. */
export async function demoProjetSante(ctx: Contexte, { paquet, nom }: Demande): Promise<void> {
  const faits = await faitsDuProjet(ctx, paquet, { nom, demo: true });
  const textes: readonly (readonly [CleChapitreSante, number, string])[] = [
    ['communication', 0, COMMUNICATION],
    ['systeme', 1, 'Les échanges qui concernent un patient passent par une messagerie sécurisée de santé et par le dossier médical partagé.\n\nLa coordination tient l’agenda et les dossiers dans Maillage. Chaque nouveau membre reçoit une heure d’accompagnement.'],
    ['communication', 2, COMMUNICATION.replace('chaque mois', 'tous les deux mois')],
  ];
  for (const [cle, base, texte] of textes) {
    const issue = await ecrireChapitre(ctx, { cle, faits, texte, montree: '', base });
    if (!issue.ok) throw new Error(`Projet de démonstration refusé : ${cle}, ${issue.refus.code}`);
  }
}

/** A member who reads the project asks; whoever writes it finds the question on their home page. */
export async function demoRemarques(ctx: Contexte): Promise<void> {
  for (const [passage, texte] of [['une affiche dans chaque cabinet et chaque pharmacie', 'Et pour les personnes qui ne sortent pas de chez elles ? Les infirmières peuvent remettre un feuillet.'], ['', 'Peut-on prévoir une version facile à lire ?']] as const) {
    const issue = await remarquerChapitre(ctx, { cle: 'communication', passage, texte });
    if (!issue.ok) throw new Error(`Remarque de démonstration refusée : ${issue.refus.code}`);
  }
}
