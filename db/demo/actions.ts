import { plusJours } from '#core/jour.ts';
import { type FicheId, type GesteFiche, SaisieDepense, SaisieFiche, SaisieTache } from '#modules/actions/model.ts';
import { lignesDuContrat, listerPilotes, objectifsDuProjet, toutesLesFiches } from '#modules/actions/queries.ts';
import { reunionsLibres } from '#modules/actions/queries-reunions.ts';
import { lierReunion } from '#modules/actions/use-cases/lier-reunion.ts';
import { ajouterDepense, ajouterTache, cocherTache, franchirFiche, ouvrirFiche } from '#modules/actions/use-cases/tenir-fiche.ts';
import { SaisiePreuve } from '#modules/actions/model-preuves.ts';
import { verserPreuve } from '#modules/actions/use-cases/verser-preuve.ts';
import type { Contexte } from '#server/contexte.ts';
import { TITRE_OBJECTIF } from './diagnostic.ts';

type Tache = readonly [texte: string, jours: number, faite?: true];
type Depense = readonly [nature: string, libelle: string, montant: string, parts: Readonly<Record<string, string>>];
type FicheInventee = {
  readonly champs: Readonly<Record<string, string>>;
  readonly lignes?: readonly string[];
  readonly pilote?: string;
  /** The title of the objective it serves. */
  readonly sert?: string;
  readonly jours?: readonly [debut: number, fin: number];
  readonly taches?: readonly Tache[];
  readonly depenses?: readonly Depense[];
  readonly gestes?: readonly GesteFiche[];
};

/** Eight invented actions, each at its stage: late, on time, suspended, achieved, without pilot, with several funders. */
const FICHES: readonly FicheInventee[] = [
  { champs: { titre: 'Un médecin traitant pour les patients en ALD', mission: 'acces', objectif: 'Passer de 171 à 100 patients en ALD sans médecin traitant avant la fin de l’année du contrat.', contexte: 'Deux départs à la retraite en un an.', population: 'Patients en affection de longue durée', description: 'Recenser les médecins volontaires.\nOrienter chaque patient par le guichet.', professions: 'Médecin généraliste\nAssistant médical', partenaires: 'CPAM', preuves: 'Requête de la CPAM\nListe des médecins volontaires' }, lignes: ['Patients en ALD sans médecin traitant', 'Plus de 70 ans sans médecin traitant'], sert: TITRE_OBJECTIF, pilote: 'Anselme Exemple', jours: [-200, 95], taches: [['Relancer les cinq médecins qui n’ont pas répondu', -12], ['Demander la requête de novembre à la CPAM', 6], ['Recenser les volontaires', -90, true]], depenses: [['indemnites', 'Temps de coordination', '6 000', { aci: '6000' }], ['prestataires', 'Guichet téléphonique', '9 000', { aci: '4000', fir: '5000' }]], gestes: ['engager'] },
  { champs: { titre: 'Créneaux partagés de soins non programmés', mission: 'acces', objectif: 'Offrir 650 créneaux dans l’année.', description: 'Chaque cabinet ouvre deux créneaux par semaine.', professions: 'Médecin généraliste\nInfirmier', partenaires: 'SAS du département', preuves: 'Extraction du planning', resultat: '130' }, lignes: ['Créneaux de soins non programmés offerts'], pilote: 'Prune Supposée', jours: [-150, 120], taches: [['Ouvrir les créneaux de janvier', 18], ['Former les secrétariats', -60, true]], depenses: [['remunerations', 'Régulation locale', '7 200', { aci: '7200' }]], gestes: ['engager'] },
  { champs: { titre: 'Annuaire des ressources du territoire', mission: 'acces', objectif: 'Diffuser l’annuaire à tous les professionnels avant le printemps.', preuves: 'Adresse de la version en ligne\nPreuve de diffusion' }, lignes: ['Annuaire des ressources diffusé'], jours: [-60, 60], taches: [['Choisir les rubriques', -20]], depenses: [['prestataires', 'Mise en page', '1 800', {}]], gestes: ['engager'] },
  { champs: { titre: 'Parcours insuffisance cardiaque', mission: 'parcours', objectif: 'Inclure 60 patients suivis par au moins deux professions.', contexte: 'Des réhospitalisations plus fréquentes que dans la région.', population: 'Patients sortis de l’hôpital depuis moins de trois mois', professions: 'Cardiologue\nInfirmier\nPharmacien\nKinésithérapeute', partenaires: 'Centre hospitalier', preuves: 'Nombre de patients inclus\nProtocole validé', evaluation: 'Réhospitalisations à trois mois.', resultat: '38' }, lignes: ['Parcours insuffisance cardiaque : patients inclus'], pilote: 'Octave Factice', jours: [-180, 150], taches: [['Revoir le protocole avec l’hôpital', 30], ['Premier bilan', -5]], depenses: [['remunerations', 'Inclusions', '12 000', { aci: '8000', article_51: '4000' }], ['achats', 'Balances connectées', '2 400', { appel_a_projets: '2400' }]], gestes: ['engager'] },
  { champs: { titre: 'Protocole diabète partagé', mission: 'parcours', objectif: 'Écrire et faire valider le protocole.', preuves: 'Procès-verbal du bureau\nProtocole signé' }, lignes: ['Protocole diabète écrit et validé'], pilote: 'Prune Supposée', jours: [-240, -30], taches: [['Faire valider par le bureau', -35, true]], gestes: ['engager', 'achever'] },
  { champs: { titre: 'Caravane des dépistages', mission: 'prevention', objectif: 'Cinq points de plus pour le dépistage du cancer du sein.', population: 'Femmes de 50 à 74 ans', partenaires: 'Centre de dépistage\nMairies', preuves: 'Calendrier des passages\nNombre de personnes vues\nPhoto de chaque journée' }, lignes: ['Dépistage du cancer du sein', 'Dépistage du cancer colorectal', 'Journées de prévention tenues'], pilote: 'Ombeline Fictif', jours: [-120, 90], taches: [['Fixer la journée de mars', 10]], depenses: [['achats', 'Supports', '1 350', { fir: '1350' }], ['indemnites', 'Présence des professionnels', '3 600', { aci: '3000' }]], gestes: ['engager'] },
  { champs: { titre: 'Activité physique sur ordonnance', mission: 'prevention', objectif: 'Orienter 80 patients vers une association sportive.' }, jours: [-90, 180], depenses: [['prestataires', 'Séances d’essai', '4 000', { appel_a_projets: '4000' }]], gestes: ['engager', 'suspendre'] },
  { champs: { titre: 'Exercice de crise avec les pompiers', mission: 'crise', objectif: 'Tenir un exercice et mettre le plan à jour.', partenaires: 'SDIS\nMairies', preuves: 'Retour d’expérience\nPlan mis à jour' } },
];

function exiger<T>(issue: { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly refus: { readonly code: string } }): T {
  if (!issue.ok) throw new Error(`Action de démonstration refusée : ${issue.refus.code}`);
  return issue.valeur;
}

async function ouvrirInventee(ctx: Contexte, f: FicheInventee): Promise<void> {
  const lignes = await lignesDuContrat(ctx);
  const pilotes = await listerPilotes(ctx);
  const dans = (n: number): string => plusJours(ctx.aujourdhui, n);
  const indicateurs = lignes.filter((l) => l.annee === 2 && f.lignes?.includes(l.libelle)).map((l) => l.id);
  const [debut, fin] = f.jours ?? [];
  const objectif = (await objectifsDuProjet(ctx)).find((o) => o.titre === f.sert)?.id ?? '';
  const { id } = exiger(await ouvrirFiche(ctx, SaisieFiche.parse({ version: '0', ...f.champs, indicateurs, objectifProjet: objectif, pilote: pilotes.find((p) => p.nom === f.pilote)?.id ?? '', debut: debut === undefined ? '' : dans(debut), fin: fin === undefined ? '' : dans(fin), jalons: fin === undefined ? '' : `${dans(Math.trunc(fin / 2))} : point d’étape` })));
  await mener(ctx, id, f);
}

async function mener(ctx: Contexte, id: FicheId, f: FicheInventee): Promise<void> {
  let version = 1;
  const suivre = (issue: Parameters<typeof exiger<{ readonly version: number }>>[0]): void => { version = exiger(issue).version; };
  const [premier, ...suite] = f.gestes ?? [];
  if (premier) suivre(await franchirFiche(ctx, id, { geste: premier, version }));
  for (const [i, [texte, jours, faite]] of (f.taches ?? []).entries()) {
    suivre(await ajouterTache(ctx, id, SaisieTache.parse({ version: String(version), texte, echeance: plusJours(ctx.aujourdhui, jours), qui: f.pilote ?? '' })));
    if (faite) suivre(await cocherTache(ctx, id, { cle: `t${i + 1}`, faite: true, version }));
  }
  for (const [nature, libelle, montant, parts] of f.depenses ?? []) suivre(await ajouterDepense(ctx, id, SaisieDepense.parse({ version: String(version), nature, libelle, montant, ...parts })));
  for (const geste of suite) suivre(await franchirFiche(ctx, id, { geste, version }));
}

/** The actions of the demo CPTS under contract. `ctx` acts as its coordination. */
export async function demoActions(ctx: Contexte): Promise<void> {
  for (const f of FICHES) await ouvrirInventee(ctx, f);
}

/** Meetings that work for an action: the one of prevention, held, and the next of the working group. `ctx` acts as its coordination. */
export async function demoReunionsDesActions(ctx: Contexte): Promise<void> {
  const [fiches, libres] = [await toutesLesFiches(ctx), await reunionsLibres(ctx)];
  for (const [mot, mission] of [['Prévention', 'prevention'], ['Soins non programmés', 'acces']] as const) {
    const reunion = libres.find((r) => r.titre.includes(mot));
    const fiche = fiches.find((f) => f.contenu.mission === mission && f.statut === 'engagee');
    if (reunion && fiche) exiger(await lierReunion(ctx, reunion.id, fiche.id));
  }
}

type PreuveInventee = { /** Of the first year of the contract, now over. */ readonly premiere?: true; readonly ligne: string; readonly genre: string; readonly titre: string; readonly jours?: number; readonly contenu?: string; readonly nombre?: string };

/** Invented evidence, small files written here; some lines have none, some only a weak piece. */
const PREUVES: readonly PreuveInventee[] = [
  { ligne: 'Patients en ALD sans médecin traitant', genre: 'requete_cpam', titre: 'Requête de la caisse, automne', jours: -30, contenu: 'Document inventé : 171 patients en ALD sans médecin traitant.' },
  { ligne: 'Parcours insuffisance cardiaque : patients inclus', genre: 'compte_rendu', titre: 'Réunion du parcours cardiaque', jours: -45, contenu: 'Document inventé : compte rendu de la réunion du parcours.' },
  { ligne: 'Journées de prévention tenues', genre: 'emargement', titre: 'Feuille de la journée d’octobre', jours: -40, contenu: 'Document inventé : vingt-deux signatures.' },
  { ligne: 'Journées de prévention tenues', genre: 'mention', titre: 'Rapport d’activité, page 12' },
  { ligne: 'Créneaux de soins non programmés offerts', genre: 'decompte', titre: 'Créneaux comptés au planning', jours: -10, nombre: '520' },
  { premiere: true, ligne: 'Patients en ALD sans médecin traitant', genre: 'requete_cpam', titre: 'Requête de la caisse, fin de première année', jours: -75, contenu: 'Document inventé : 219 patients en ALD sans médecin traitant.' },
  { premiere: true, ligne: 'Créneaux de soins non programmés offerts', genre: 'bilan', titre: 'Bilan des créneaux de la première année', jours: -70, contenu: 'Document inventé : 310 créneaux.' },
  { premiere: true, ligne: 'Journées de prévention tenues', genre: 'emargement', titre: 'Feuille de la première journée', jours: -100, contenu: 'Document inventé : dix-sept signatures.' },
];
/** How long ago the evidence of the first year was deposited. */
const VERSEES_IL_Y_A = 50;


/** The evidence vault of the demo CPTS. `ctx` acts as its coordination. */
export async function demoPreuves(ctx: Contexte): Promise<void> {
  const lignes = await lignesDuContrat(ctx);
  const jadis = { ...ctx, maintenant: new Date(ctx.maintenant.getTime() - VERSEES_IL_Y_A * 86_400_000), aujourdhui: plusJours(ctx.aujourdhui, -VERSEES_IL_Y_A) };
  for (const p of PREUVES) {
    const cible = lignes.find((l) => l.libelle === p.ligne && l.annee === (p.premiere ? 1 : 2))?.id ?? '';
    const fichier = p.contenu === undefined ? undefined : new File([p.contenu], 'preuve-inventee.txt', { type: 'text/plain' });
    exiger(await verserPreuve(p.premiere ? jadis : ctx, { ...SaisiePreuve.parse({ genre: p.genre, titre: p.titre, le: p.jours === undefined ? '' : plusJours(ctx.aujourdhui, p.jours), cible, fiche: '', lien: '', nombre: p.nombre ?? '' }), fichier }));
  }
}
