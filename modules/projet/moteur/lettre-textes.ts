import type { Jour } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { accord, enumerer, formaterDate, typographier as t } from '#core/texte.ts';
import { MISSIONS_SOCLES } from '../constants.ts';
import { estStatutDuPorteur, sensMission, type StatutDuPorteur } from '../labels.ts';
import type { Champs, CleSection, FaitsLettre, FaitsTerritoire } from '../model.ts';
import { lireJour } from './lettre-calendrier.ts';
import { lignesDe } from './lettre-champs.ts';
import { reperes, reperesAbsents } from './lettre-diagnostic.ts';

export type Donnees = { readonly faits: FaitsLettre; readonly champs: Champs; readonly commenceeLe: Jour };

/** What a sentence cannot say yet: seen in the text, and counted in what is missing. */
export const aCompleter = (quoi: string): string => t(`[à compléter : ${quoi}]`);

const liste = (lignes: readonly string[]): string => lignes.map((l) => `- ${l}`).join('\n');
const paragraphes = (...p: readonly (string | false | undefined)[]): string => p.filter((x) => x !== false && x !== undefined && x !== '').join('\n\n');

const etendue = (territoire: FaitsTerritoire | undefined): string =>
  territoire === undefined ? '' : t(` : ${accord(territoire.communes.length, 'commune')} et ${accord(territoire.population.valeur, 'habitant')}`);

/** The name stands between « »: it may or may not begin with an article, and our spacing rules must not touch it. */
function phrasePorteur(statut: StatutDuPorteur | undefined, nom: string): string {
  const debut = `Le porteur du projet est ${nom}`;
  switch (statut) {
    case 'collectif':
      return `${debut}, un collectif de professionnels qui n’a pas encore de forme juridique. Une association sera créée pour recevoir les aides au démarrage.`;
    case 'prefiguration_a_creer':
      return `${debut}, association de préfiguration en cours de création.`;
    case 'prefiguration':
      return `${debut}, association de préfiguration déclarée. Elle prépare la création de la communauté.`;
    case 'association':
      return `${debut}, association déclarée.`;
    case undefined:
      return `${debut}, ${aCompleter('sa forme juridique')}.`;
  }
}

function porteur({ faits, champs }: Donnees): string {
  const nom = champs.porteur_nom === undefined ? aCompleter('le nom du porteur') : `«\u00a0${champs.porteur_nom}\u00a0»`;
  const representant = champs.representant ?? aCompleter('la personne qui représente le porteur');
  const qualite = champs.representant_qualite === undefined ? '' : `, ${champs.representant_qualite}`;
  return paragraphes(
    'Madame, Monsieur,',
    `Des professionnels de santé et leurs partenaires veulent créer une communauté professionnelle territoriale de santé (CPTS)${etendue(faits.territoire)}. Cette lettre présente ceux qui portent le projet, le territoire, les premiers constats, les partenaires, les orientations et le calendrier.`,
    `${phrasePorteur(estStatutDuPorteur(champs.statut) ? champs.statut : undefined, nom)} Il est représenté par ${representant}${qualite}.`,
  );
}

function ou({ departements, siege }: FaitsTerritoire): string {
  if (departements.length <= 1) return departements.length === 1 ? t(`, dans un seul département (${departements[0]})`) : '';
  const caisse = siege ? t(` La caisse primaire d’assurance maladie du siège (${siege.departement}) signera le contrat.`) : ' La caisse primaire d’assurance maladie du siège signera le contrat.';
  return `${t(`, sur ${accord(departements.length, 'département')} (${enumerer(departements)})`)}.${caisse}`;
}

function intercommunalites({ groupements }: FaitsTerritoire): string | undefined {
  const [premier] = groupements;
  if (!premier) return undefined;
  const part = (g: FaitsTerritoire['groupements'][number]): string => (g.entier ? 'en entier' : 'en partie');
  if (groupements.length === 1) return t(`Ces communes appartiennent à une seule intercommunalité : ${premier.nom} (${part(premier)}).`);
  return t(`Ces communes appartiennent à ${accord(groupements.length, 'intercommunalité')} :\n${liste(groupements.map((g) => `${g.nom} (${part(g)}, ${accord(g.communes, 'commune')})`))}`);
}

function territoire({ faits, champs }: Donnees): string {
  const lieu = faits.territoire;
  const pourquoi = paragraphes('## Pourquoi ce territoire', champs.choix_du_perimetre ?? aCompleter('ce qui unit ce territoire, par exemple les habitudes de soins et les coopérations qui existent'));
  if (!lieu) return paragraphes(aCompleter('le territoire, à composer dans la page Territoire ; ses communes, sa population et sa carte viendront ici'), pourquoi);
  const fin = ou(lieu);
  return paragraphes(
    `Le territoire proposé réunit ${accord(lieu.communes.length, 'commune')} et ${accord(lieu.population.valeur, 'habitant')}${fin}${fin.endsWith('.') ? '' : '.'}`,
    t(`Par sa population, il relève de la taille ${lieu.taille.numero} (${lieu.taille.libelle}). L’accord conventionnel interprofessionnel distingue quatre tailles ; le financement en dépend.`),
    intercommunalites(lieu),
    pourquoi,
  );
}

function diagnostic({ faits, champs }: Donnees): string {
  const constats = lignesDe(champs.constats);
  const lieu = faits.territoire;
  const absents = lieu ? reperesAbsents(lieu) : [];
  return paragraphes(
    'Ces premiers repères viennent de sources publiques. Le diagnostic complet sera mené pendant l’écriture du projet de santé, avec les professionnels, les partenaires et les habitants.',
    lieu ? liste(reperes(lieu).flatMap((r) => (r.phrase === '' ? [] : [r.phrase]))) : aCompleter('les chiffres du territoire, dès qu’il sera composé'),
    absents.length > 0 && t(`Restent à réunir avec l’ARS et l’Assurance Maladie : ${enumerer(absents)}.`),
    constats.length > 0 && paragraphes('## Ce que nous constatons sur le terrain', liste(constats)),
  );
}

function acteurs({ champs }: Donnees): string {
  const [associes, suivants] = [lignesDe(champs.associes), lignesDe(champs.a_associer)];
  return paragraphes(
    '## Déjà associés',
    associes.length > 0 ? `${t('Ont pris part à la préparation de cette lettre :')}\n${liste(associes)}` : aCompleter('les personnes et les structures qui préparent le projet'),
    '## À associer',
    suivants.length > 0 ? `${t('Seront invités à écrire le projet de santé :')}\n${liste(suivants)}` : aCompleter('les partenaires à inviter'),
  );
}

function orientations({ champs }: Donnees): string {
  const autres = lignesDe(champs.complementaires);
  return paragraphes(
    'Quatre missions forment le socle commun des CPTS. Voici, pour chacune, ce que nous voulons entreprendre. Le projet de santé fixera les objectifs, les actions et les moyens.',
    ...MISSIONS_SOCLES.flatMap((m) => {
      const lignes = lignesDe(champs[m]);
      return [`## ${libelleMission[m]}`, sensMission[m], lignes.length > 0 ? liste(lignes) : aCompleter('vos premières orientations')];
    }),
    autres.length > 0 && paragraphes('## Missions complémentaires', liste(autres)),
  );
}

function calendrier({ champs, commenceeLe }: Donnees): string {
  const depart = lireJour(champs.depart);
  const origine = depart ? t(`la prise de contact du ${formaterDate(depart)}`) : t(`une prise de contact le ${formaterDate(commenceeLe)}, jour où cette lettre a été commencée`);
  return paragraphes(
    t(`Ce calendrier part de ${origine}, et suit les délais de référence des cinq étapes de création d’une CPTS. Nous le réviserons avec vous à chaque étape.`),
    t('Après la signature du contrat, l’accès aux soins et la réponse aux crises démarrent dans les 6 mois ; les parcours et la prévention dans les 12 mois.'),
  );
}

function articulation({ faits, champs }: Donnees): string {
  const autres = faits.territoire?.autresCpts ?? [];
  const region = faits.territoire?.regions ?? [];
  const [voisines, cls, prs] = [lignesDe(champs.cpts_voisines), lignesDe(champs.cls), lignesDe(champs.prs)];
  return paragraphes(
    '## CPTS voisines',
    autres.length > 0 && t(`Des communes de ce territoire sont déjà couvertes par ${enumerer(autres)} : nous conviendrons avec elle du périmètre avant le dépôt du projet de santé.`.replace('avec elle', autres.length > 1 ? 'avec elles' : 'avec elle')),
    voisines.length > 0 ? liste(voisines) : aCompleter('les CPTS voisines et ce que vous avez convenu avec elles'),
    '## Contrats locaux de santé',
    cls.length > 0 ? liste(cls) : aCompleter('les contrats locaux de santé du territoire'),
    '## Projet régional de santé',
    `Le projet de santé respectera les objectifs du projet régional de santé${region.length > 0 ? t(` (${enumerer(region)})`) : ''}.`,
    prs.length > 0 && liste(prs),
  );
}

const signatures = (): string =>
  paragraphes('Nous souhaitons vous présenter ce projet lors d’une première rencontre, et recueillir vos attentes.', 'Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations respectueuses.');

const PROPOSITIONS: Readonly<Record<CleSection, (d: Donnees) => string>> = { porteur, territoire, diagnostic, acteurs, orientations, calendrier, articulation, signatures };

/** The text Maillage proposes for a section: the same facts always give the same words. */
export const proposer = (cle: CleSection, donnees: Donnees): string => PROPOSITIONS[cle](donnees);

/** `À Champigny-sur-Marne, le 24 novembre 2026`. */
export const lieuEtDate = (lieu: string | undefined, jour: Jour): string => `${lieu === undefined ? aCompleter('commune') : t(`À ${lieu}`)}, le ${formaterDate(jour)}`;

/** The regional agency and the health insurance of the seat, when nobody typed other addressees. */
export function destinataires(champs: Champs, lieu: FaitsTerritoire | undefined): readonly string[] {
  const tapes = lignesDe(champs.destinataires);
  if (tapes.length > 0) return tapes;
  const region = lieu?.regions[0];
  const departement = lieu?.siege?.departement ?? lieu?.departements[0];
  return [region === undefined ? 'Agence régionale de santé' : `Agence régionale de santé ${region}`, departement === undefined ? 'Caisse primaire d’assurance maladie' : t(`Caisse primaire d’assurance maladie (${departement})`)];
}

