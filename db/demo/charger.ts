import { jourDans } from '#core/jour.ts';
import type { Acteur, CptsId, PersonneId, Role } from '#core/tenancy.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { dansCpts } from '#server/portes.ts';
import { type Adresse, type Db, ouvrirDb, ouvrirPool } from '../connexion.ts';
import { demoActions, demoPreuves, demoReunionsDesActions } from './actions.ts';
import { demoAgenda, demoDisponibilites, demoReunionPassee, demoSerie } from './agenda.ts';
import { demoAdherents, demoCharte, demoRegistre, demoRenouvellements } from './adherents.ts';
import { demoContrat } from './aci.ts';
import { demoCalculs, demoDialogue } from './dialogue.ts';
import { demoAnnuaire, demoFiche } from './annuaire.ts';
import { demoPersonnes, PERSONNES_INVENTEES } from './comptes.ts';
import { demoCourrierRecu, demoDemande, demoEffacement } from './donnees.ts';
import { demoChiffres, demoConstats, demoConstatsRetenus, demoObjectifs, demoPriorites, demoScenarios } from './diagnostic.ts';
import { demoConvocation, demoMediation, demoPoulsClos, demoPoulsOuvert, demoPoulsRepondu, demoSeance, demoSignature, demoStatuts, demoVolontaire, POINTS_A_VENIR, POINTS_PASSES } from './gouvernance.ts';
import { demoAides, demoParcoursDepose, demoParcoursEnRoute, demoParcoursNaissant, type EnScene } from './parcours.ts';
import { demoComptes } from './budget.ts';
import { demoEnqueteClose, demoEnqueteEnCours, demoEnqueteOuverte } from './ecoute.ts';
import { demoFinances } from './finances.ts';
import { demoLettre, demoLettreNaissante, demoLettreRelue, demoProjetSante, demoRemarques } from './projet.ts';
import { communesDemo, demoTerritoire, TERRITOIRES_DEMO } from './territoire.ts';

type Ids = Readonly<Record<string, PersonneId>>;

/** The first invented person who holds this role in a demo CPTS, who does there what the role does. */
function tenant(ids: Ids, slug: string, role: Role): Acteur {
  const p = PERSONNES_INVENTEES.find((q) => q.roles[slug]?.includes(role));
  const id = p && ids[p.cle];
  if (!p || !id) throw new Error(`Démonstration : personne ne tient le rôle ${role} dans ${slug}.`);
  const roles: readonly Role[] = p.roles[slug] ?? [];
  return { personneId: id, nom: p.nom, roles };
}

/**
 * Loads the demo into an empty database: invented people in three CPTS made of real communes. Dates are relative to `maintenant`.
 * People are written as the archivist; what people do goes through the use cases, as they would do it themselves. `secret` seals invented
 * bank accounts; without it nobody has one, and no batch is paid.
 */
export async function chargerDemo(adresse: Adresse, maintenant: Date, secret?: string): Promise<void> {
  const poolEcriture = ouvrirPool(adresse, 'maillage_archiviste', 1);
  const poolApp = ouvrirPool(adresse, 'maillage_app', 1);
  try {
    const ecriture = ouvrirDb(poolEcriture);
    const cpts: Record<string, CptsId> = {};
    for (const { slug, nom } of TERRITOIRES_DEMO) {
      const { id } = await ecriture.insertInto('cpts').values({ slug, nom, demo: true }).returning('id').executeTakeFirstOrThrow();
      cpts[slug] = id;
    }
    const ids = await demoPersonnes(ecriture, cpts, jourDans(maintenant, 'Europe/Paris'));
    const paquet = chargerPaquet();
    await demoAnnuaire(adresse, paquet, TERRITOIRES_DEMO.flatMap((t) => communesDemo(paquet, t)));
    await vivre(ouvrirDb(poolApp), { cpts, ids, maintenant, secret });
  } finally {
    await Promise.all([poolEcriture.end(), poolApp.end()]);
  }
}

const JOUR_MS = 86_400_000;

/** The journeys of the three CPTS, each at its stage, told by the people who live it. */
async function parcourir(db: Db, cpts: Readonly<Record<string, CptsId>>, ids: Ids, maintenant: Date): Promise<void> {
  for (const t of TERRITOIRES_DEMO) {
    const cptsId = cpts[t.slug];
    if (!cptsId) continue;
    const scene: EnScene = (role, joursAvant, faire) => dansCpts(db, { cptsId, qui: tenant(ids, t.slug, role), maintenant: new Date(maintenant.getTime() - joursAvant * JOUR_MS), faire });
    switch (t.slug) {
      case 'trois-rivieres':
        await demoParcoursEnRoute(scene, t.nom);
        await demoAides(scene, 'recues');
        break;
      case 'val-des-moulins':
        await demoParcoursDepose(scene, t.nom);
        await demoAides(scene, 'demandees');
        break;
      case 'haut-plateau':
        await demoParcoursNaissant(scene);
        await scene('coordination', 12, (ctx) => demoLettreNaissante(ctx, { paquet: chargerPaquet(), nom: t.nom }));
    }
  }
}

async function vivre(db: Db, { cpts, ids, maintenant, secret }: { readonly cpts: Readonly<Record<string, CptsId>>; readonly ids: Ids; readonly maintenant: Date; readonly secret: string | undefined }): Promise<void> {
  const paquet = chargerPaquet();
  for (const t of TERRITOIRES_DEMO) {
    const cptsId = cpts[t.slug];
    if (!cptsId) continue;
    await dansCpts(db, { cptsId, qui: tenant(ids, t.slug, 'coordination'), maintenant, faire: (ctx) => demoTerritoire(ctx, paquet, t) });
  }
  await parcourir(db, cpts, ids, maintenant);
  const [premier] = TERRITOIRES_DEMO;
  const cptsId = cpts[premier.slug];
  if (!cptsId) return;
  const demande = { paquet, nom: premier.nom };
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: (ctx) => demoLettre(ctx, demande) });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'presidence'), maintenant, faire: (ctx) => demoLettreRelue(ctx, demande) });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: (ctx) => demoConstats(ctx, paquet) });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'presidence'), maintenant, faire: async (ctx) => { await demoPriorites(ctx, [1, 2]); await demoConstatsRetenus(ctx); await demoObjectifs(ctx); } });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: demoContrat });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: async (ctx) => { await demoActions(ctx); await demoPreuves(ctx); await demoCalculs(ctx); } });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'presidence'), maintenant: new Date(maintenant.getTime() - 40 * JOUR_MS), faire: demoDialogue });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: async (ctx) => { await demoChiffres(ctx, paquet); await demoScenarios(ctx, paquet); } });
  const coordination = tenant(ids, premier.slug, 'coordination');
  await ecouter(db, cptsId, coordination, maintenant);
  await dansCpts(db, { cptsId, qui: coordination, maintenant: new Date(maintenant.getTime() - 21 * 86_400_000), faire: demoReunionPassee });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'presidence'), maintenant, faire: demoDisponibilites });
  await dansCpts(db, { cptsId, qui: coordination, maintenant, faire: demoAgenda });
  await dansCpts(db, { cptsId, qui: coordination, maintenant, faire: demoSerie });
  await dansCpts(db, { cptsId, qui: coordination, maintenant, faire: demoReunionsDesActions });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: (ctx) => demoAdherents(ctx, paquet, communesDemo(paquet, premier), ids) });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: async (ctx) => { await demoRegistre(ctx); await demoRenouvellements(ctx); } });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: demoCourrierRecu });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'coordination'), maintenant, faire: demoEffacement });
  await dansCpts(db, { cptsId, qui: tenant(ids, premier.slug, 'tresorerie'), maintenant, faire: async (ctx) => { await demoFinances(ctx, ids, secret); await demoComptes(ctx, { secretariat: tenant(ids, premier.slug, 'secretariat').personneId }); } });
  await gouverner(db, cptsId, { ids, maintenant, secret });
  await dansCpts(db, { cptsId, qui: coordination, maintenant: new Date(maintenant.getTime() - 9 * JOUR_MS), faire: (ctx) => demoProjetSante(ctx, demande) });
  const infirmiere = PERSONNES_INVENTEES.find((p) => p.cle === 'infirmiere');
  const personneId = ids['infirmiere'];
  if (infirmiere?.pro && personneId) {
    const { numero } = infirmiere.pro;
    await dansCpts(db, { cptsId, qui: { personneId, nom: infirmiere.nom, roles: ['adherent'] }, maintenant, faire: (ctx) => demoFiche(ctx, numero) });
    await dansCpts(db, { cptsId, qui: { personneId, nom: infirmiere.nom, roles: ['adherent'] }, maintenant, faire: demoCharte });
    await dansCpts(db, { cptsId, qui: { personneId, nom: infirmiere.nom, roles: ['adherent'] }, maintenant, faire: demoDemande });
    await dansCpts(db, { cptsId, qui: { personneId, nom: infirmiere.nom, roles: ['adherent'] }, maintenant: new Date(maintenant.getTime() - 2 * JOUR_MS), faire: demoRemarques });
  }
}

/** A survey answered by residents and over, with the finding it gave; another that takes answers. */
async function ecouter(db: Db, cptsId: CptsId, qui: Acteur, maintenant: Date): Promise<void> {
  for (const [joursAvant, faire] of [[43, demoEnqueteOuverte], [27, demoEnqueteClose], [4, demoEnqueteEnCours]] as const)
    await dansCpts(db, { cptsId, qui, maintenant: new Date(maintenant.getTime() - joursAvant * JOUR_MS), faire });
}

const REPONSES_INVENTEES = [['presidence', 'oop'], ['tresorerie', 'opo'], ['medecin', 'oon'], ['infirmiere', 'ppn'], ['pharmacien', 'ooo'], ['kinesitherapeute', 'pop'], ['sage-femme', 'noo']] as const;

/** A pulse that seven people answered, closed since; a request between two of them. */
async function soutenir(db: Db, cptsId: CptsId, { ids, passee, maintenant, secret }: { readonly ids: Ids; readonly passee: string; readonly maintenant: Date; readonly secret: string }): Promise<void> {
  const ilYA = (jours: number): Date => new Date(maintenant.getTime() - jours * JOUR_MS);
  const gens = REPONSES_INVENTEES.flatMap(([cle, reponse]) => { const [personneId, p] = [ids[cle], PERSONNES_INVENTEES.find((q) => q.cle === cle)]; return personneId && p ? [{ reponse, qui: { personneId, nom: p.nom, roles: ['adherent'] as const } }] : []; });
  const [premier] = gens;
  const [infirmiere, medecin] = [ids['infirmiere'], ids['medecin']];
  if (!premier || !infirmiere || !medecin) return;
  await dansCpts(db, { cptsId, qui: premier.qui, maintenant: ilYA(60), faire: (ctx) => demoPoulsOuvert(ctx, passee, gens.map((g) => g.qui.personneId), secret) });
  for (const g of gens) await dansCpts(db, { cptsId, qui: g.qui, maintenant: ilYA(58), faire: (ctx) => demoPoulsRepondu(ctx, g.reponse, secret) });
  await dansCpts(db, { cptsId, qui: premier.qui, maintenant: ilYA(50), faire: (ctx) => demoPoulsClos(ctx, secret) });
  await dansCpts(db, { cptsId, qui: { personneId: infirmiere, nom: 'Prune Supposée', roles: ['adherent'] }, maintenant: ilYA(9), faire: (ctx) => demoMediation(ctx, medecin) });
}

/** Statutes, a bureau, an assembly held two months ago with its signed minutes, another convened for the coming weeks. */
async function gouverner(db: Db, cptsId: CptsId, { ids, maintenant, secret = 'demonstration-demonstration-demonstration' }: { readonly ids: Ids; readonly maintenant: Date; readonly secret: string | undefined }): Promise<void> {
  const slug = TERRITOIRES_DEMO[0].slug;
  const ilYA = (jours: number): Date => new Date(maintenant.getTime() - jours * JOUR_MS);
  const [presidence, secretariat] = [tenant(ids, slug, 'presidence'), tenant(ids, slug, 'secretariat')];
  const comme = <T>(qui: Acteur, quand: Date, faire: Parameters<typeof dansCpts<T>>[1]['faire']): Promise<T> => dansCpts(db, { cptsId, qui, maintenant: quand, faire });
  const bureau = [['presidence', presidence], ['tresorerie', tenant(ids, slug, 'tresorerie')], ['secretariat', secretariat]] as const;
  await comme(presidence, ilYA(90), (ctx) => demoStatuts(ctx, bureau.map(([fonction, { personneId }]) => ({ fonction, personneId }))));
  const passee = await comme(secretariat, ilYA(80), (ctx) => demoConvocation(ctx, 20, { titre: 'Assemblée générale annuelle', points: POINTS_PASSES }));
  await comme(secretariat, ilYA(60), (ctx) => demoSeance(ctx, passee));
  await comme(presidence, ilYA(55), (ctx) => demoSignature(ctx, passee));
  await comme(secretariat, ilYA(54), (ctx) => demoSignature(ctx, passee));
  await comme(presidence, ilYA(50), demoVolontaire);
  await soutenir(db, cptsId, { ids, passee, maintenant, secret });
  await comme(secretariat, maintenant, (ctx) => demoConvocation(ctx, 24, { titre: 'Assemblée générale', points: POINTS_A_VENIR }));
}
