import { read } from '@e965/xlsx';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { demoContrat } from '#db/demo/aci.ts';
import { demoActions, demoPreuves } from '#db/demo/actions.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import { listerPreuves } from '#modules/actions/queries-preuves.ts';
import { listerDepots } from '#modules/projet/queries-parcours.ts';
import { siteEssai, texte, type Visite } from '#server/essais.ts';
import { tachesDesModules } from '#server/modules.ts';
import { lireDossierDeDialogue } from './queries.ts';

const base = essaiAvecBase();
const { services, entrer: ouvrir } = siteEssai(base);
const entrer = (roles: readonly Role[] = ['coordination'], ici?: Visite['cpts']): Promise<Visite> => ouvrir(roles, ici, `Camille ${roles[0] ?? ''}`);
const tache = tachesDesModules(base.adresse).find((t) => t.sujet === 'dialogue_signe');

/** Plays what the outbox holds for the exchange room, twice: told at least once. */
async function jouer({ cpts }: Visite): Promise<void> {
  const envois = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'dialogue_signe').orderBy('id').execute();
  for (const e of envois) for (const cle of ['a', 'b']) await tache?.executer(e.charge, { services, cptsId: cpts.id, cle, avancer: () => Promise.resolve() });
}

async function avecDossier() {
  const coordination = await entrer();
  await coordination.dans(async (ctx) => { await demoContrat(ctx); await demoActions(ctx); await demoPreuves(ctx); });
  return { coordination, presidence: await entrer(['presidence'], coordination.cpts) };
}
const TEXTES = { version: '0', annee: '2', faitsMarquants: 'Une année pleine.', difficultes: '', propositions: 'Continuer.', conclusions: '', tenuLe: '' };

test('du texte à l’état signé, figé, déposé : rien ne le change plus', async () => {
  const { coordination, presidence } = await avecDossier();
  expect((await coordination.poster('/dialogue/redaction', TEXTES)).status).toBe(303);
  const page = await texte(await presidence.lire('/dialogue/dossier'));
  expect(page).toContain('Une année pleine.');
  expect(page).toContain('Signer et déposer le dossier');
  const signature = await presidence.poster('/dialogue/signature', { version: '1', annee: '2', relu: 'oui' });
  expect(signature.status).toBe(303);
  const adresse = (signature.headers.get('Location') ?? '').replace(/^.*(\/dialogue\/etats)/, '$1');
  await jouer(presidence);

  const etat = await texte(await coordination.lire(adresse));
  expect(etat).toContain('intacte');
  expect(etat).toContain('Rien n’a bougé depuis la signature.');
  const depots = await presidence.dans(listerDepots);
  expect(depots.map((d) => d.titre)).toEqual(['Dossier de dialogue de gestion, année 2, état n° 1']);
  const caisse = await entrer(['cpam'], coordination.cpts);
  expect(await texte(await caisse.lire(`/projet/echanges/${depots[0]?.id ?? ''}`))).toContain('Une année pleine.');
  expect((await caisse.lire('/dialogue')).status).toBe(403);
  expect((await caisse.lire(adresse)).status).toBe(403);

  // What the CPTS notes afterwards moves the file, never the signed state.
  const fichiers = async () => Promise.all(['pdf', 'docx', 'xlsx'].map(async (f) => Buffer.from(await (await coordination.lire(`${adresse}/fichier.${f}`)).arrayBuffer()).toString('base64')));
  const avant = await fichiers();
  const ald = (await coordination.dans((ctx) => lireDossierDeDialogue(ctx, 2)))?.etat.postes.flatMap((p) => p.lignes).find((l) => l.libelle.startsWith('Patients en ALD'));
  expect((await coordination.poster(`/contrat/lignes/${ald?.id ?? ''}/releves`, { le: '22/11/2026', nombre: '99', source: 'CPAM' })).status).toBe(303);
  const apres = await texte(await coordination.lire(adresse));
  expect(apres).toContain('La valeur passe de 171 à 99 patients : 72 de moins, dans le bon sens.');
  expect(apres).toContain('171 patients');
  expect(await fichiers()).toEqual(avant);
  expect(read(Buffer.from(avant[2] ?? '', 'base64')).SheetNames).toContain('Accès aux soins indicateurs');

  // Signed again, it is another state; signed twice the same, it is refused.
  expect((await presidence.poster('/dialogue/signature', { version: '1', annee: '2', relu: 'oui' })).status).toBe(303);
  const encore = await presidence.poster('/dialogue/signature', { version: '1', annee: '2', relu: 'oui' });
  expect([encore.status, (await texte(encore)).includes('Rien n’a changé depuis l’état n° 2')]).toEqual([409, true]);
  await jouer(presidence);
  expect(await presidence.dans(listerDepots)).toHaveLength(2);
});

test('la preuve d’un état signé ne se retire plus : refus clair, et rien ne change, même par la base', async () => {
  const { coordination, presidence } = await avecDossier();
  await presidence.poster('/dialogue/signature', { version: '0', annee: '2', relu: 'oui' });
  const [signee] = (await coordination.dans(listerPreuves)).filter((p) => p.indicateur !== null);
  const r = await coordination.poster(`/missions/preuves/${signee?.id ?? ''}/retrait`, { motif: 'Erreur' });
  expect([r.status, (await texte(r)).includes('état signé')]).toEqual([409, true]);
  expect((await coordination.dans(listerPreuves)).find((p) => p.id === signee?.id)?.statut).toBe('versee');
  await expect(coordination.dans((ctx) => ctx.tx.updateTable('preuves').set({ statut: 'retiree', retiree_le: ctx.maintenant, motif_retrait: 'x' }).where('id', '=', signee?.id ?? '').execute())).rejects.toThrow(/preuve_signee/);
  for (const table of ['etats_dialogue', 'etat_preuves', 'dossiers_dialogue']) await expect(coordination.dans((ctx) => sql`delete from ${sql.table(table)}`.execute(ctx.tx))).rejects.toThrow(/permission denied/);
  await expect(coordination.dans((ctx) => sql`update etats_dialogue set empreinte = repeat('0', 64)`.execute(ctx.tx))).rejects.toThrow(/permission denied/);
});

test('la preuve d’un état signé ne se rattache plus ailleurs : refus clair sur la page, elle prouve toujours la même chose', async () => {
  const { coordination, presidence } = await avecDossier();
  await presidence.poster('/dialogue/signature', { version: '0', annee: '2', relu: 'oui' });
  const preuves = await coordination.dans(listerPreuves);
  const [signee] = preuves.filter((p) => p.indicateur !== null);
  const ailleurs = (await coordination.dans(lireDossier))?.contenu.indicateurs.find((i) => i.id !== signee?.indicateur)?.id ?? '';
  const r = await coordination.poster(`/missions/preuves/${signee?.id ?? ''}/rattachement`, { cible: ailleurs, fiche: '', motif: 'Mauvaise ligne' });
  expect([r.status, await texte(r)]).toEqual([409, expect.stringContaining('Un état signé du dialogue de gestion s’appuie sur cette preuve')]);
  expect(await coordination.dans(listerPreuves)).toEqual(preuves);
});

test('les mauvaises saisies gardent ce qui est tapé et ne changent rien', async () => {
  const { coordination, presidence } = await avecDossier();
  const cas: readonly (readonly [string, Readonly<Record<string, string>>, number, string])[] = [
    ['/dialogue/redaction', { ...TEXTES, tenuLe: '31/02/2026' }, 422, 'Écrivez un jour'],
    ['/dialogue/redaction', { ...TEXTES, tenuLe: '01/01/2099' }, 422, 'pas encore venu'],
    ['/dialogue/redaction', { ...TEXTES, version: '7' }, 409, 'a changé entre-temps'],
    ['/dialogue/redaction', { ...TEXTES, annee: '9' }, 404, 'Le contrat n’a pas cette année'],
    ['/dialogue/redaction', { ...TEXTES, faitsMarquants: 'x'.repeat(6_001) }, 422, 'Au plus 6 000 caractères'],
    ['/dialogue/signature', { version: '0', annee: '2', relu: 'oui' }, 403, 'La présidence signe'],
  ];
  for (const [chemin, champs, statut, phrase] of cas) {
    const r = await coordination.poster(chemin, champs);
    const corps = await texte(r);
    expect([chemin, r.status, corps.includes(phrase)]).toEqual([chemin, statut, true]);
    if (chemin.endsWith('redaction')) expect(corps).toContain(champs['propositions'] ?? '');
  }
  expect((await presidence.poster('/dialogue/signature', { version: '0', annee: '2' })).status).toBe(422);
  const lu = await coordination.dans((ctx) => lireDossierDeDialogue(ctx, 2));
  expect([lu?.version, lu?.signes.length]).toEqual([0, 0]);
  const membre = await entrer(['adherent'], coordination.cpts);
  expect((await membre.lire('/dialogue')).status).toBe(200);
  expect((await membre.lire('/dialogue/redaction')).status).toBe(403);
  expect((await membre.poster('/dialogue/redaction', TEXTES)).status).toBe(403);
});

test('les trois formats s’écrivent, avant toute signature comme sans contrat la page le dit', async () => {
  const { coordination } = await avecDossier();
  for (const quoi of ['dossier', 'rapport']) {
    for (const [format, magie] of [['pdf', '%PDF'], ['docx', 'PK'], ['xlsx', 'PK']] as const) {
      const r = await coordination.lire(`/dialogue/${quoi}.${format}?annee=2`);
      expect([r.status, Buffer.from(await r.arrayBuffer()).subarray(0, magie.length).toString('latin1')]).toEqual([200, magie]);
    }
  }
  const neuve = await entrer();
  expect(await texte(await neuve.lire('/dialogue'))).toContain('il commence quand le contrat est établi');
  expect((await neuve.lire('/dialogue/dossier')).status).toBe(200);
  const autre = await entrer();
  expect((await autre.lire('/dialogue/etats/0198f000-0000-7000-8000-000000000001')).status).toBe(404);
});

test('les lignes proposées au dialogue deviennent celles de l’année suivante, une fois ; l’objectif et la valeur atteinte les suivent', async () => {
  const { coordination } = await avecDossier();
  const lire = () => coordination.dans((ctx) => lireDossierDeDialogue(ctx, 2));
  const d = await lire();
  const ald = d?.etat.postes.flatMap((p) => p.lignes).find((l) => l.libelle.startsWith('Patients en ALD'));
  const autre = d?.etat.postes.flatMap((p) => p.lignes).find((l) => l.id !== ald?.id);
  if (!ald || !autre || !d) throw new Error('Contrat sans lignes');
  expect((await coordination.poster('/dialogue/redaction', { ...TEXTES, [`proposition:${ald.id}`]: 'renegocier', [`texte:${ald.id}`]: 'Viser 120.', [`proposition:${autre.id}`]: 'abandonner' })).status).toBe(303);
  const page = await texte(await coordination.lire('/dialogue/lignes?annee=2'));
  expect(page).toContain('Renégocier l’objectif : Viser 120. Repart de 171 patients');
  expect(page).toMatch(new RegExp(`value="${ald.id}"[^>]*checked|checked[^>]*value="${ald.id}"`));
  expect(page).not.toMatch(new RegExp(`value="${autre.id}"[^>]*checked|checked[^>]*value="${autre.id}"`));
  const version = String(d.faits.dossier.version);
  const rien = await coordination.poster('/dialogue/lignes', { version, annee: '2' });
  expect([rien.status, await texte(rien)]).toEqual([422, expect.stringContaining('Cochez au moins une ligne.')]);
  expect((await coordination.poster('/dialogue/lignes', { version, annee: '2', lignes: ald.id })).status).toBe(303);
  const nouvelle = (await lire())?.faits.dossier.contenu.indicateurs.find((i) => i.annee === 3 && i.libelle === ald.libelle);
  const ancienne = d.faits.dossier.contenu.indicateurs.find((i) => i.id === ald.id);
  expect(nouvelle).toMatchObject({ mission: 'acces', regle: ancienne?.regle, depart: { valeur: 171 }, revisions: [] });
  expect(nouvelle?.id).not.toBe(ald.id);
  // Written once: the same line, an old version, another year, a role that does not write the contract.
  const suivante = String((await lire())?.faits.dossier.version);
  expect((await coordination.poster('/dialogue/lignes', { version: suivante, annee: '2', lignes: ald.id })).status).toBe(409);
  const perimee = await coordination.poster('/dialogue/lignes', { version, annee: '2', lignes: autre.id });
  expect([perimee.status, (await texte(perimee)).includes(`value="${autre.id}"`)]).toEqual([409, true]);
  expect((await coordination.poster('/dialogue/lignes', { version: suivante, annee: '5', lignes: autre.id })).status).toBe(409);
  const secretariat = await entrer(['secretariat'], coordination.cpts);
  expect((await secretariat.poster('/dialogue/lignes', { version: suivante, annee: '2', lignes: autre.id })).status).toBe(403);
  expect((await lire())?.faits.dossier.contenu.indicateurs.filter((i) => i.annee === 3)).toHaveLength(1 + d.faits.dossier.contenu.indicateurs.filter((i) => i.annee === 3).length);
});
