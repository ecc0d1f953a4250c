import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import type { PersonneId, Role } from '#core/tenancy.ts';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { mots, SECRET, siteEssai, type Visite } from '#server/essais.ts';
import { dansCpts } from '#server/portes.ts';
import { appelerSemaines, ecrireSemaine } from './use-cases/ecrire-semaine.ts';
import { reglerSemaine } from './use-cases/regler-semaine.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const site = siteEssai(base);
const SITE = 'http://localhost:3000';
const LUNDI = INSTANT;
const MARDI = new Date('2026-11-24T09:00:00Z');

const Scelle = z.object({ scelle: z.string() });
const enJson = (v: unknown) => sql<object>`${JSON.stringify(v)}::jsonb`;
type Cpts = Visite['cpts'];
const depuis = (cpts: Cpts) => ({ nom: cpts.nom, slug: cpts.slug, url: SITE, secret: SECRET });
const ecrire = (cpts: Cpts, personneId: PersonneId, maintenant = LUNDI) => dansCpts(base.db, { cptsId: cpts.id, maintenant, faire: (ctx) => ecrireSemaine(ctx, personneId, depuis(cpts)) });
const appeles = async (cpts: Cpts, maintenant = LUNDI): Promise<number> => dansCpts(base.db, { cptsId: cpts.id, maintenant, faire: appelerSemaines });
const boite = async (cpts: Cpts) => {
  const lignes = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'courriel').orderBy('id').execute();
  return lignes.map((l) => descellerCourriel(Scelle.parse(l.charge).scelle, SECRET));
};

/** A group with one member, a meeting of last week where something was decided and a task given, and one of next week. */
async function unGroupe(cpts: Cpts, membre: PersonneId, mot: string) {
  const p = base.proprietaire;
  const groupe = (await p.insertInto('groupes_travail').values({ cpts_id: cpts.id, nom: `Groupe ${mot}`, rythme: null }).returning('id').executeTakeFirstOrThrow()).id;
  await p.insertInto('groupe_membres').values({ cpts_id: cpts.id, groupe_id: groupe, personne_id: membre }).execute();
  const reunion = async (debut: string, statut: string, titre: string) =>
    (await p.insertInto('reunions').values({ cpts_id: cpts.id, statut, titre, debut: new Date(debut), fin: new Date(Date.parse(debut) + 3_600_000), groupe_id: groupe, sondage_id: null, organisateur_id: membre, uid: `${mot}-${debut}`, approuvee_le: null, approuvee_par: null }).returning('id').executeTakeFirstOrThrow()).id;
  const passee = await reunion('2026-11-18T19:00:00Z', 'approuvee', `Réunion passée ${mot}`);
  const prochaine = await reunion('2026-11-25T19:00:00Z', 'prevue', `Réunion prochaine ${mot}`);
  await p.insertInto('reunion_invites').values({ cpts_id: cpts.id, reunion_id: prochaine, personne_id: membre, nom: 'X', courriel: null, moyen: null, constatee_le: null }).execute();
  await p.insertInto('reunion_decisions').values({ cpts_id: cpts.id, reunion_id: passee, texte: `Décision du groupe ${mot}`, prise_le: new Date('2026-11-18T19:30:00Z') }).execute();
  await p.insertInto('reunion_decisions').values({ cpts_id: cpts.id, reunion_id: passee, texte: `Vieille décision ${mot}`, prise_le: new Date('2026-10-01T19:30:00Z') }).execute();
  await p.insertInto('reunion_taches').values({ cpts_id: cpts.id, reunion_id: passee, texte: `Tâche ${mot}`, personne_id: membre, echeance: '2026-11-27', faite_le: null }).execute();
}

/** An assembly with this electorate, one vote of it counted last week. */
async function uneAssemblee(cpts: Cpts, electeurs: readonly PersonneId[], mot: string) {
  const a = await base.proprietaire.insertInto('assemblees').values({ cpts_id: cpts.id, instance: 'bureau', titre: `Bureau ${mot}`, jour: Jour.parse('2026-11-18'), heure: '19:00', lieu: 'Salle', statut: 'close', regles: null, electeurs: enJson(electeurs.map((personneId, i) => ({ id: `e${i}`, nom: `Nom ${i}`, personneId }))), presidence: null, convoquee_le: null, ouverte_le: null, close_le: null, approuvee_le: null }).returning('id').executeTakeFirstOrThrow();
  await base.proprietaire.insertInto('assemblee_points').values({ cpts_id: cpts.id, assemblee_id: a.id, ordre: 1, titre: `Vote ${mot}`, genre: 'resolution', forme: 'main_levee', statut: 'clos', resultat: enJson({ issue: 'adoptee' }), clos_le: new Date('2026-11-18T20:00:00Z') }).execute();
}

describe('la lettre de la semaine', () => {
  test('ne dit que ce qui concerne la personne, et rien de ce qu’elle ne peut voir', async () => {
    const moi = await site.entrer(['adherent']);
    const autre = await site.entrer(['adherent'], moi.cpts, 'Autre Membre');
    await unGroupe(moi.cpts, moi.moi.id, 'soins');
    await unGroupe(moi.cpts, autre.moi.id, 'prévention');
    await uneAssemblee(moi.cpts, [moi.moi.id], 'ouvert');
    await uneAssemblee(moi.cpts, [autre.moi.id], 'réservé');
    expect(await ecrire(moi.cpts, moi.moi.id)).toBe(true);
    const [lettre, ...reste] = await boite(moi.cpts);
    expect([lettre?.a, reste.length]).toEqual([moi.moi.courriel, 0]);
    const texte = `${lettre?.sujet} ${lettre?.texte}`.replace(/[\u00a0\u202f]/g, ' ');
    for (const attendu of ['Tâche soins', 'Réunion prochaine soins', 'Décision du groupe soins', 'Vote ouvert', '25 novembre', 'Ne plus la recevoir']) expect(texte).toContain(attendu);
    for (const tu of ['prévention', 'réservé', 'Vieille décision', 'Autre Membre']) expect(texte).not.toContain(tu);
    for (const partie of ['Tâche soins', 'Décision du groupe soins']) expect(lettre?.html).toContain(partie);
  });

  test('un rôle fini, un rôle d’officier ou un rôle d’ailleurs : aucune lettre', async () => {
    const moi = await site.entrer(['adherent']);
    const ars = await site.entrer(['ars'], moi.cpts, 'Officier');
    const ailleurs = await site.entrer(['coordination']);
    await unGroupe(moi.cpts, ars.moi.id, 'vu');
    await unGroupe(moi.cpts, moi.moi.id, 'vu aussi');
    expect(await appeles(moi.cpts)).toBe(1);
    await base.proprietaire.updateTable('roles_tenus').set({ jusque: '2026-11-22' }).where('personne_id', '=', moi.moi.id).execute();
    expect(await appeles(moi.cpts)).toBe(0);
    for (const p of [moi, ars, ailleurs]) expect(await ecrire(moi.cpts, p.moi.id)).toBe(false);
    expect(await boite(moi.cpts)).toEqual([]);
  });

  test('rien ne concerne la personne : pas de courriel ; demandée deux fois le même jour : un seul', async () => {
    const moi = await site.entrer(['adherent']);
    expect([await appeles(moi.cpts), await ecrire(moi.cpts, moi.moi.id)]).toEqual([1, false]);
    const occupee = await site.entrer(['adherent'], moi.cpts, 'Occupée');
    await unGroupe(moi.cpts, occupee.moi.id, 'soins');
    expect([await ecrire(moi.cpts, occupee.moi.id), await ecrire(moi.cpts, occupee.moi.id)]).toEqual([true, false]);
    expect(await boite(moi.cpts)).toHaveLength(1);
  });

  test('le jour choisi, à l’heure de la CPTS : dimanche soir à Paris est lundi à La Réunion', async () => {
    const moi = await site.entrer(['adherent']);
    await unGroupe(moi.cpts, moi.moi.id, 'soins');
    const dimanche = new Date('2026-11-22T20:30:00Z');
    expect(await appeles(moi.cpts, dimanche)).toBe(0);
    await base.proprietaire.updateTable('cpts').set({ fuseau: 'Indian/Reunion' }).where('id', '=', moi.cpts.id).execute();
    expect(await appeles(moi.cpts, dimanche)).toBe(1);
    expect((await moi.poster('/reseau/moi/lettre', { voulue: 'oui', jour: '2' })).status).toBe(303);
    expect([await appeles(moi.cpts, dimanche), await appeles(moi.cpts, MARDI)]).toEqual([0, 1]);
    expect(await ecrire(moi.cpts, moi.moi.id, MARDI)).toBe(true);
  });
});

describe('arrêter la lettre', () => {
  async function uneLettre() {
    const moi = await site.entrer(['adherent']);
    await unGroupe(moi.cpts, moi.moi.id, 'soins');
    await ecrire(moi.cpts, moi.moi.id);
    const lettre = (await boite(moi.cpts))[0];
    return { moi, lien: new URL(lettre?.desabonnement ?? SITE).searchParams.get('lien') ?? '', lettre };
  }

  test('d’un geste depuis la lettre, sans se connecter, et retour d’un geste', async () => {
    const { moi, lien, lettre } = await uneLettre();
    expect(lettre?.texte).toContain(`${SITE}/lettre?lien=${lien}`);
    const page = await site.passant(`/lettre?lien=${lien}`);
    expect(await appeles(moi.cpts, new Date('2026-11-30T09:00:00Z')), 'ouvrir la page ne change rien').toBe(1);
    expect(await mots(await page.poster('/lettre', { lien, voulue: 'non' }))).toContain('Vous ne la recevrez plus');
    expect(await appeles(moi.cpts, new Date('2026-11-30T09:00:00Z'))).toBe(0);
    await page.poster('/lettre', { lien, voulue: 'oui' });
    expect(await appeles(moi.cpts, new Date('2026-11-30T09:00:00Z'))).toBe(1);
  });

  test('par le bouton du logiciel de courrier, sans page ; un lien retouché n’ouvre rien', async () => {
    const { moi, lien } = await uneLettre();
    const faux = await site.app.request(`${SITE}/lettre/arret?lien=${lien.slice(0, -2)}xx`, { method: 'POST' });
    expect([faux.status, await appeles(moi.cpts, new Date('2026-11-30T09:00:00Z'))]).toEqual([403, 1]);
    const fait = await site.app.request(`${SITE}/lettre/arret?lien=${lien}`, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
    expect([fait.status, await appeles(moi.cpts, new Date('2026-11-30T09:00:00Z'))]).toEqual([200, 0]);
  });
});

describe('la page de ma lettre', () => {
  test('montre ce qui partirait, ou dit que rien ne partirait', async () => {
    const moi = await site.entrer(['adherent']);
    expect(await mots(await moi.lire('/reseau/moi/lettre'))).toContain('elle ne partirait pas');
    await unGroupe(moi.cpts, moi.moi.id, 'soins');
    const page = await mots(await moi.lire('/reseau/moi/lettre'));
    for (const attendu of ['Elle part le lundi', 'Tâche soins', 'Décision du groupe soins', 'Réunion prochaine soins']) expect(page).toContain(attendu);
    await dansCpts(base.db, { cptsId: moi.cpts.id, maintenant: LUNDI, faire: (ctx) => reglerSemaine(ctx, moi.moi.id, { voulue: false }) });
    expect(await mots(await moi.lire('/reseau/moi/lettre'))).toContain('Vous ne la recevez pas');
    expect((await moi.poster('/reseau/moi/lettre', { voulue: 'oui', jour: '8' })).status).toBe(422);
  });

  test.each<readonly [Role, number]>([['adherent', 200], ['coordination', 200], ['ars', 403], ['cpam', 403]])('%s : %i', async (role, attendu) => {
    expect((await (await site.entrer([role])).lire('/reseau/moi/lettre')).status).toBe(attendu);
  });
});
