import { z } from 'zod';
import { afterAll, describe, expect, test } from 'vitest';
import { jourDans } from '#core/jour.ts';
import type { Role } from '#core/tenancy.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { bientot, essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '#server/application.tsx';
import { DERRIERE_UN_MANDATAIRE, navigateurEssai } from '#server/authentification/navigateur-essai.ts';
import { lireConfiguration } from '#server/configuration.ts';
import { cookieDe, SANS_DIRECT, SECRET, servicesEssai } from '#server/essais.ts';
import { donnerRole, terminerRole } from './donner-role.ts';
import { inviterPersonne, renvoyerInvitation, revoquerInvitation } from './inviter-personne.ts';

const base = essaiAvecBase();
/** The gate reads the clock of the database: the instant of these tests is the true one. */
const INSTANT = new Date();
const { services, partis, fermer } = servicesEssai(base.adresse, { maintenant: () => INSTANT, config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', ...DERRIERE_UN_MANDATAIRE }) });
const app = creerApplication(services, SANS_DIRECT);
afterAll(fermer);

const DEPUIS = { cpts: 'CPTS d’essai', url: 'https://maillage.example', secret: 's'.repeat(40) };
let n = 0;
const adresse = () => `invitee-${process.pid}-${Date.now()}-${n++}@exemple.invalid`;

async function maison(roles: readonly Role[] = ['coordination']) {
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id, roles);
  return { cpts, moi, comme: <T>(faire: Parameters<typeof base.dans<T>>[3], maintenant = INSTANT) => base.dans(cpts.id, moi.id, roles, faire, maintenant) };
}

async function inviter(m: Awaited<ReturnType<typeof maison>>, courriel = adresse(), maintenant = INSTANT) {
  const issue = await m.comme((ctx) => inviterPersonne(ctx, { courriel, nom: 'Camille Invitée', roles: ['adherent', 'secretariat'] }, DEPUIS), maintenant);
  if (!issue.ok) throw new Error(issue.refus.code);
  const { id } = await base.proprietaire.selectFrom('invitations').select('id').where('courriel', '=', courriel).executeTakeFirstOrThrow();
  return { courriel, secret: issue.valeur.secret, id };
}

const session = async (personneId: Parameters<typeof cookieDe>[1]) => {
  const { Cookie } = await cookieDe(base.proprietaire, personneId);
  return navigateurEssai(app, { [Cookie.slice(0, Cookie.indexOf('='))]: Cookie.slice(Cookie.indexOf('=') + 1) });
};

describe('inviter', () => {
  test('le courriel part avec la transaction, et la base ne garde pas le secret', async () => {
    const m = await maison();
    const { courriel, secret } = await inviter(m);
    const lettre = await base.proprietaire.selectFrom('boite_envoi').selectAll().where('cpts_id', '=', m.cpts.id).where('sujet', '=', 'courriel').executeTakeFirstOrThrow();
    const { scelle } = z.object({ scelle: z.string() }).parse(lettre.charge);
    const lisible = descellerCourriel(scelle, DEPUIS.secret);
    expect(lisible.texte).toContain(`https://maillage.example/invitation?secret=${secret}`);
    expect(lisible.a).toBe(courriel);
    // Neither the link nor the address can be read by who reads the table.
    expect(JSON.stringify(lettre.charge)).not.toMatch(/invitation|exemple/);
    expect(JSON.stringify(await base.proprietaire.selectFrom('invitations').selectAll().where('courriel', '=', courriel).execute())).not.toContain(secret);
  });

  test('deux fois la même adresse : la seconde est refusée et le dit', async () => {
    const m = await maison();
    const { courriel } = await inviter(m);
    const seconde = await m.comme((ctx) => inviterPersonne(ctx, { courriel, nom: 'Autre', roles: ['adherent'] }, DEPUIS));
    expect(seconde).toEqual({ ok: false, refus: { code: 'deja_invitee', courriel } });
  });

  test.each(['adherent', 'tresorerie', 'secretariat', 'ars', 'cpam'] as const)('%s ne peut pas inviter', async (role) => {
    const m = await maison([role]);
    expect(await m.comme((ctx) => inviterPersonne(ctx, { courriel: adresse(), nom: 'X', roles: ['coordination'] }, DEPUIS))).toEqual({ ok: false, refus: { code: 'role_interdit' } });
  });
});

describe('accepter', () => {
  test('une personne nouvelle entre tout de suite, avec les rôles promis', async () => {
    const m = await maison();
    const { courriel, secret } = await inviter(m);
    const nav = navigateurEssai(app);
    const page = (await nav.voir(`/invitation?secret=${secret}`)).texte;
    for (const role of ['Adhérent', 'Secrétariat']) expect(page).toContain(`<strong>${role}</strong>`);
    const issue = await nav.envoyer('/invitation', { secret, nom: 'Camille Durand' });
    expect(issue).toMatchObject({ statut: 303, vers: `/cpts/${m.cpts.slug}` });
    expect((await nav.voir(`/cpts/${m.cpts.slug}`)).statut).toBe(200);
    const personne = await base.proprietaire.selectFrom('personnes').select(['id', 'nom', 'courriel_verifie']).where('courriel', '=', courriel).executeTakeFirstOrThrow();
    expect(personne).toMatchObject({ nom: 'Camille Durand', courriel_verifie: true });
    const roles = await base.proprietaire.selectFrom('roles_tenus').select(['role', 'depuis']).where('personne_id', '=', personne.id).orderBy('role').execute();
    expect(roles).toEqual(['adherent', 'secretariat'].map((role) => ({ role, depuis: jourDans(INSTANT, 'Europe/Paris') })));
    const journal = await base.proprietaire.selectFrom('journal').select(['evenement', 'personne_id']).where('cpts_id', '=', m.cpts.id).orderBy('rang').execute();
    expect(journal).toEqual([{ evenement: 'invitation_envoyee', personne_id: m.moi.id }, { evenement: 'invitation_acceptee', personne_id: personne.id }]);
  });

  test('le lien déjà utilisé ne s’ouvre plus', async () => {
    const m = await maison();
    const { secret } = await inviter(m);
    const nav = navigateurEssai(app);
    await nav.voir(`/invitation?secret=${secret}`);
    await nav.envoyer('/invitation', { secret, nom: 'Camille Durand' });
    const ailleurs = await navigateurEssai(app).voir(`/invitation?secret=${secret}`);
    expect(ailleurs.statut).toBe(422);
    expect(ailleurs.texte).toContain('Cette invitation a déjà été acceptée');
  });

  test('une personne qui a un compte se connecte d’abord : un vieux courriel n’ouvre pas son compte', async () => {
    const m = await maison();
    const autre = await base.unePersonne(undefined, [], 'Dominique Déjà');
    const { secret } = await inviter(m, autre.courriel);
    const nav = navigateurEssai(app);
    expect((await nav.voir(`/invitation?secret=${secret}`)).texte).toContain('Vous avez déjà un compte');
    const envoi = await nav.envoyer('/invitation', { secret });
    expect(envoi.vers).toBe(`/connexion?retour=${encodeURIComponent(`/invitation?secret=${secret}`)}`);
    expect(nav.pot.has('maillage.session_token')).toBe(false);
    const connectee = await session(autre.id);
    await connectee.voir(`/invitation?secret=${secret}`);
    expect((await connectee.envoyer('/invitation', { secret })).vers).toBe(`/cpts/${m.cpts.slug}`);
    expect((await connectee.voir(`/cpts/${m.cpts.slug}`)).statut).toBe(200);
  });

  test('ouvert par quelqu’un d’autre, le lien explique et ne donne rien', async () => {
    const m = await maison();
    const { secret, courriel } = await inviter(m);
    const curieux = await base.unePersonne(undefined, [], 'Claude Curieux');
    const nav = await session(curieux.id);
    const vue = await nav.voir(`/invitation?secret=${secret}`);
    expect(vue.statut).toBe(422);
    expect(vue.texte).toContain(`adressée à ${courriel}, et vous êtes connecté comme ${curieux.courriel}`);
    expect((await nav.envoyer('/invitation', { secret })).statut).toBe(422);
    expect(await base.proprietaire.selectFrom('roles_tenus').select('id').where('personne_id', '=', curieux.id).execute()).toEqual([]);
  });

  test('entrée d’abord par Pro Santé Connect, sous une autre adresse, elle prouve l’adresse invitée par un code et accepte avec le même compte', async () => {
    const m = await maison();
    const { secret, courriel } = await inviter(m);
    const moi = await base.unePersonne(undefined, [], 'Camille Venue Par Carte');
    await base.proprietaire.updateTable('personnes').set({ courriel: `psc-${moi.id}@adresse-a-donner.invalid` }).where('id', '=', moi.id).execute();
    const nav = await session(moi.id);
    await base.proprietaire.updateTable('sessions').set({ cree_le: INSTANT }).where('personne_id', '=', moi.id).execute();
    const refuse = await nav.voir(`/invitation?secret=${secret}`);
    expect([refuse.statut, refuse.texte.includes('Recevoir un code à cette adresse')]).toEqual([422, true]);
    expect((await nav.envoyer('/invitation', { secret })).statut, 'sans le code, rien').toBe(422);

    expect((await nav.envoyer('/compte/adresse', { courriel })).vers).toBe('/compte');
    const code = await bientot(() => /\d{6}/.exec(partis.find((p) => p.a === courriel && p.sujet.includes('confirmez'))?.sujet ?? '')?.[0] ?? Promise.reject(new Error('nothing yet')));
    await nav.voir('/compte');
    expect((await nav.envoyer('/compte/adresse/confirmation', { code: code === '000000' ? '111111' : '000000' })).statut, 'un autre code n’ouvre rien').toBe(422);
    expect((await nav.envoyer('/compte/adresse/confirmation', { code })).statut).toBe(303);
    await nav.voir(`/invitation?secret=${secret}`);
    expect((await nav.envoyer('/invitation', { secret })).vers).toBe(`/cpts/${m.cpts.slug}`);
    expect((await base.proprietaire.selectFrom('personnes').select('id').where('courriel', '=', courriel).execute()).map((p) => p.id)).toEqual([moi.id]);
    expect((await base.proprietaire.selectFrom('roles_tenus').select('role').where('personne_id', '=', moi.id).orderBy('role').execute()).map((r) => r.role)).toEqual(['adherent', 'secretariat']);
  });

  test.each([
    ['la veille de la fin', 13, 200],
    ['au quatorzième jour, à la minute près', 14, 422],
  ])('%s', async (_quand, jours, statut) => {
    const m = await maison();
    const { secret } = await inviter(m, adresse(), new Date(INSTANT.getTime() - jours * 86_400_000));
    expect((await navigateurEssai(app).voir(`/invitation?secret=${secret}`)).statut).toBe(statut);
  });

  test('un secret inventé n’ouvre rien', async () => {
    expect((await navigateurEssai(app).voir('/invitation?secret=inventee')).statut).toBe(404);
  });
});

describe('renvoyer et annuler', () => {
  test('renvoyée, l’ancien lien meurt et le nouveau vaut quatorze jours', async () => {
    const m = await maison();
    const { secret, id } = await inviter(m, adresse(), new Date(INSTANT.getTime() - 20 * 86_400_000));
    const issue = await m.comme((ctx) => renvoyerInvitation(ctx, id, DEPUIS));
    expect(issue.ok).toBe(true);
    expect((await navigateurEssai(app).voir(`/invitation?secret=${secret}`)).statut).toBe(404);
    expect((await navigateurEssai(app).voir(`/invitation?secret=${issue.ok ? issue.valeur.secret : ''}`)).statut).toBe(200);
  });

  test('annulée, elle ne s’ouvre plus et ne se renvoie plus', async () => {
    const m = await maison();
    const { secret, id } = await inviter(m);
    expect((await m.comme((ctx) => revoquerInvitation(ctx, id))).ok).toBe(true);
    expect((await navigateurEssai(app).voir(`/invitation?secret=${secret}`)).texte).toContain('Cette invitation a été annulée');
    expect(await m.comme((ctx) => renvoyerInvitation(ctx, id, DEPUIS))).toEqual({ ok: false, refus: { code: 'invitation_close', statut: 'revoquee' } });
  });

  test('celle d’une autre CPTS reste hors d’atteinte', async () => {
    const [m, voisine] = [await maison(), await maison()];
    const { id } = await inviter(m);
    expect(await voisine.comme((ctx) => revoquerInvitation(ctx, id))).toEqual({ ok: false, refus: { code: 'invitation_inconnue' } });
  });
});

describe('donner et terminer un rôle', () => {
  test('un rôle terminé ne vaut plus à la requête suivante', async () => {
    const m = await maison();
    const autre = await base.unePersonne(m.cpts.id, ['adherent'], 'Dominique Partante');
    const nav = await session(autre.id);
    expect((await nav.voir(`/cpts/${m.cpts.slug}`)).statut).toBe(200);
    const { id } = await base.proprietaire.selectFrom('roles_tenus').select('id').where('personne_id', '=', autre.id).executeTakeFirstOrThrow();
    const fin = await m.comme((ctx) => terminerRole(ctx, id));
    expect(fin.ok).toBe(true);
    expect((await nav.voir(`/cpts/${m.cpts.slug}`)).statut).toBe(403);
  });

  test.each([
    ['tenu depuis longtemps, il garde son premier jour', '2020-01-01'],
    ['donné le jour même, il reprend ce jour', jourDans(INSTANT, 'Europe/Paris')],
  ])('terminer se défait d’un bouton : %s', async (_cas, depuis) => {
    const m = await maison();
    const autre = await base.unePersonne(m.cpts.id, ['adherent'], 'Dominique Revenante');
    await base.proprietaire.updateTable('roles_tenus').set({ depuis }).where('personne_id', '=', autre.id).execute();
    const { id } = await base.proprietaire.selectFrom('roles_tenus').select('id').where('personne_id', '=', autre.id).executeTakeFirstOrThrow();
    const roles = () => base.proprietaire.selectFrom('roles_tenus').select(['depuis', 'jusque']).where('personne_id', '=', autre.id).execute();
    const nav = await session(m.moi.id);
    await nav.voir(`/cpts/${m.cpts.slug}/reseau/acces`);
    expect((await nav.envoyer(`/cpts/${m.cpts.slug}/reseau/acces/fin`, { role: id })).statut).toBe(303);
    const page = await nav.voir(`/cpts/${m.cpts.slug}/reseau/acces`);
    const reprise = /action="([^"]*\/reprise\/[^"]+)"/.exec(page.texte)?.[1] ?? '';
    expect(page.texte).toContain('Dominique Revenante ne tient plus le rôle');
    expect((await nav.envoyer(reprise.replace(autre.id, m.moi.id))).statut, 'le bouton ne vaut que pour cette personne').toBe(404);
    expect((await nav.envoyer(reprise)).statut).toBe(303);
    expect(await roles()).toEqual([{ depuis, jusque: null }]);
    expect((await nav.envoyer(reprise)).statut, 'une seconde fois, il est déjà tenu').toBe(422);
    const membre = await session(autre.id);
    await membre.voir(`/cpts/${m.cpts.slug}`);
    expect((await membre.envoyer(reprise)).statut).toBe(403);
  });

  test('donné puis terminé le même jour, il ne laisse que ses lignes au journal', async () => {
    const m = await maison();
    const autre = await base.unePersonne(m.cpts.id, ['adherent']);
    expect((await m.comme((ctx) => donnerRole(ctx, { personneId: autre.id, role: 'tresorerie' }))).ok).toBe(true);
    const { id } = await base.proprietaire.selectFrom('roles_tenus').select('id').where('personne_id', '=', autre.id).where('role', '=', 'tresorerie').executeTakeFirstOrThrow();
    expect((await m.comme((ctx) => terminerRole(ctx, id))).ok).toBe(true);
    expect(await base.proprietaire.selectFrom('roles_tenus').select('role').where('personne_id', '=', autre.id).execute()).toEqual([{ role: 'adherent' }]);
    const journal = await base.proprietaire.selectFrom('journal').select('evenement').where('cpts_id', '=', m.cpts.id).orderBy('rang').execute();
    expect(journal.map((j) => j.evenement)).toEqual(['role_donne', 'role_termine']);
  });

  test('la dernière coordination ne se retire pas, même elle-même', async () => {
    const m = await maison();
    const { id } = await base.proprietaire.selectFrom('roles_tenus').select('id').where('personne_id', '=', m.moi.id).executeTakeFirstOrThrow();
    expect(await m.comme((ctx) => terminerRole(ctx, id))).toEqual({ ok: false, refus: { code: 'derniere_coordination' } });
  });

  test('deux coordinations qui se retirent l’une l’autre au même instant : une seule part', async () => {
    const m = await maison();
    const autre = await base.unePersonne(m.cpts.id, ['coordination']);
    const lignes = await base.proprietaire.selectFrom('roles_tenus').select(['id', 'personne_id']).where('cpts_id', '=', m.cpts.id).execute();
    const roleDe = (p: string) => lignes.find((l) => l.personne_id === p)?.id ?? '';
    const issues = await Promise.all([m.comme((ctx) => terminerRole(ctx, roleDe(autre.id))), base.dans(m.cpts.id, autre.id, ['coordination'], (ctx) => terminerRole(ctx, roleDe(m.moi.id)), INSTANT)]);
    expect(issues.filter((i) => i.ok)).toHaveLength(1);
    expect(issues.find((i) => !i.ok)).toEqual({ ok: false, refus: { code: 'derniere_coordination' } });
  });
});
