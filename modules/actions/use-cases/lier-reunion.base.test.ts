import { expect, test, vi } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { siteEssai, texte, type Visite } from '#server/essais.ts';
import { tachesDesModules } from '#server/modules.ts';
import { listerPreuves } from '../queries-preuves.ts';

vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer, services } = siteEssai(base);
const tacheFeuille = tachesDesModules(base.adresse).find((t) => t.sujet === 'feuille_deposee');
const DEMAIN = new Date(INSTANT.getTime() + 86_400_000);
const FICHE = { version: '0', titre: 'Journée de vaccination', mission: 'prevention', objectif: 'Cent personnes vaccinées', pilote: '', debut: '01/12/2026', fin: '31/03/2027', jalons: '' };
const feuille = (dedans: string) => new File([Buffer.from(`%PDF-1.7 ${dedans}`)], 'Feuille.pdf', { type: 'application/pdf' });

/** Plays what the outbox holds for the evidence, twice: told at least once. */
async function jouer(cptsId: Visite['cpts']['id']): Promise<void> {
  const envois = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cptsId).where('sujet', '=', 'feuille_deposee').orderBy('id').execute();
  for (const e of envois) for (const cle of ['a', 'b']) await tacheFeuille?.executer(e.charge, { services, cptsId, cle, avancer: () => Promise.resolve() });
}

async function ouvrirFiche(qui: Visite): Promise<{ readonly chemin: string; readonly id: string }> {
  const r = await qui.poster('/missions/fiches/nouvelle', FICHE);
  const chemin = new URL(r.headers.get('Location') ?? '', 'http://localhost').pathname.replace(`/cpts/${qui.cpts.slug}`, '');
  return { chemin, id: chemin.split('/').at(-1) ?? '' };
}

async function uneReunion(qui: Visite, titre = 'Groupe prévention'): Promise<string> {
  const { id } = await base.proprietaire.insertInto('reunions').values({ cpts_id: qui.cpts.id, titre, debut: DEMAIN, fin: new Date(DEMAIN.getTime() + 90 * 60_000), groupe_id: null, sondage_id: null, organisateur_id: qui.moi.id, uid: `${titre}-${qui.cpts.id}`, approuvee_le: null, approuvee_par: null }).returning('id').executeTakeFirstOrThrow();
  await base.proprietaire.insertInto('reunion_invites').values({ cpts_id: qui.cpts.id, reunion_id: id, personne_id: qui.moi.id, nom: 'Camille Essai', courriel: null, reponse: 'attendue', moyen: null, constatee_le: null }).execute();
  return id;
}

async function avecReunion() {
  const moi = await entrer();
  return { moi, reunion: await uneReunion(moi), fiche: await ouvrirFiche(moi) };
}

test('rattachée depuis sa page, elle se voit des deux côtés ; sa feuille signée devient une preuve de l’action, une seule fois', async () => {
  const { moi, reunion, fiche } = await avecReunion();
  const page = `/agenda/reunions/${reunion}`;
  expect(await texte(await moi.lire(page))).toContain('Rattacher à une fiche action');
  expect((await moi.poster(`/missions/reunions/${reunion}`, { fiche: fiche.id })).status).toBe(303);
  expect(await texte(await moi.lire(page))).toContain('Journée de vaccination');
  expect(await texte(await moi.lire(fiche.chemin))).toContain('Groupe prévention');
  await moi.poster(`${page}/feuille`, { fichier: feuille('signée'), point: '' });
  await jouer(moi.cpts.id);
  expect((await moi.dans(listerPreuves)).map((p) => [p.genre, p.titre, p.le, p.ficheId, p.verseePar])).toEqual([['emargement', 'Groupe prévention', '2026-11-24', fiche.id, moi.moi.id]]);
  expect(await texte(await moi.lire(fiche.chemin))).toContain('Feuille signée versée parmi les preuves');
  expect(await texte(await moi.lire('/missions/preuves'))).not.toContain('/missions/preuves/feuilles/');
});

test('rattachée après coup, la feuille qui attendait la suit ; détachée, la preuve reste et la réunion se rattache ailleurs', async () => {
  const { moi, reunion, fiche } = await avecReunion();
  await moi.poster(`/agenda/reunions/${reunion}/feuille`, { fichier: feuille('avant'), point: '' });
  await jouer(moi.cpts.id);
  expect(await moi.dans(listerPreuves)).toEqual([]);
  expect((await moi.poster(`${fiche.chemin}/reunions`, { reunion, geste: 'rattacher' })).status).toBe(303);
  expect((await moi.dans(listerPreuves)).map((p) => p.ficheId)).toEqual([fiche.id]);
  const autre = await ouvrirFiche(moi);
  const prise = await moi.poster(`${autre.chemin}/reunions`, { reunion, geste: 'rattacher' });
  expect([prise.status, await texte(prise)]).toEqual([409, expect.stringContaining('déjà rattachée à une action')]);
  expect((await moi.poster(`/missions/reunions/${reunion}`, { fiche: '' })).status).toBe(303);
  expect((await moi.dans(listerPreuves)).map((p) => p.ficheId)).toEqual([fiche.id]);
  expect((await moi.poster(`${autre.chemin}/reunions`, { reunion, geste: 'rattacher' })).status).toBe(303);
});

test('un adhérent qui ne pilote pas, une autre CPTS, une réunion ou une action inconnue : refus, et rien n’est rattaché', async () => {
  const { moi, reunion, fiche } = await avecReunion();
  const membre = await entrer(['adherent'], moi.cpts);
  const ailleurs = await entrer();
  const inconnue = '0198f000-0000-7000-8000-00000000dead';
  expect((await membre.poster(`/missions/reunions/${reunion}`, { fiche: fiche.id })).status).toBe(403);
  expect(await texte(await membre.lire(`/agenda/reunions/${reunion}`))).not.toContain('Rattacher à une fiche action');
  expect((await ailleurs.poster(`/missions/reunions/${reunion}`, { fiche: fiche.id })).status).toBe(404);
  expect((await moi.poster(`/missions/reunions/${inconnue}`, { fiche: fiche.id })).status).toBe(404);
  expect((await moi.poster(`/missions/reunions/${reunion}`, { fiche: inconnue })).status).toBe(404);
  expect((await moi.poster(`/missions/reunions/${reunion}`, { fiche: 'ailleurs' })).status).toBe(422);
  expect((await moi.poster(`${fiche.chemin}/reunions`, { reunion: '', geste: 'rattacher' })).status).toBe(422);
  expect(await base.proprietaire.selectFrom('reunions_fiches').select('fiche_id').where('cpts_id', '=', moi.cpts.id).execute()).toEqual([]);
});

test('avant de dire oui, la page de la réunion et celle de l’action disent ce que venir paierait', async () => {
  const { moi, reunion, fiche } = await avecReunion();
  await moi.poster(`/missions/reunions/${reunion}`, { fiche: fiche.id });
  expect(await texte(await moi.lire(`/agenda/reunions/${reunion}`))).toContain('Aucun taux d’indemnité n’est voté pour le');
  const tresorerie = await entrer(['tresorerie'], moi.cpts);
  expect((await tresorerie.poster('/finances/taux', { nature: 'indemnite', profession: '', mission: '', heure: '50', depuis: '01/01/2025', vote: 'Assemblée du 10 décembre', voteLe: '10/12/2024' })).status).toBe(303);
  // An hour and a half at 50 €.
  for (const chemin of [`/agenda/reunions/${reunion}`, fiche.chemin]) expect(await texte(await moi.lire(chemin))).toContain('1 h 30 d’indemnité : 75,00 €.');
  const caisse = await entrer(['cpam'], moi.cpts);
  expect(await texte(await caisse.lire(`/agenda/reunions/${reunion}`))).not.toContain('75,00 €');
  expect(await base.proprietaire.selectFrom('temps_declares').select('id').where('cpts_id', '=', moi.cpts.id).execute()).toEqual([]);
});
