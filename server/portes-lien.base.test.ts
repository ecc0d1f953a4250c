import { afterAll, expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { SECRET, servicesEssai } from './essais.ts';
import { signerLien } from './liens/jeton-lien.ts';
import { dansLien, dansVisite } from './portes-lien.ts';

const essai = essaiAvecBase();
const { services, fermer } = servicesEssai(essai.adresse);
afterAll(fermer);
const demain = new Date(INSTANT.getTime() + 86_400_000);

test('un lien signé ouvre sa CPTS pour sa personne, sans aucun rôle', async () => {
  const cpts = await essai.uneCpts();
  const p = await essai.unePersonne(cpts.id, ['adherent'], 'Prune Essai');
  const jeton = signerLien({ usage: 'essai', cptsId: cpts.id, personneId: p.id, objet: 'x', expire: demain }, SECRET);
  const vu = await dansLien(services, { usage: 'essai', jeton }, async (ctx) => ({ qui: ctx.qui, cpts: ctx.cpts, ici: ctx.ici.slug, objet: ctx.lien.objet }));
  expect(vu).toEqual({ ok: true, valeur: { qui: { personneId: p.id, nom: 'Prune Essai', roles: [] }, cpts: cpts.id, ici: cpts.slug, objet: 'x' } });
});

test('ce qu’un refus a écrit est défait, ce qu’un accord a écrit reste', async () => {
  const cpts = await essai.uneCpts();
  const p = await essai.unePersonne(cpts.id);
  const jeton = signerLien({ usage: 'essai', cptsId: cpts.id, personneId: p.id, objet: 'x', expire: demain }, SECRET);
  const ecrire = (garder: boolean) =>
    dansLien(services, { usage: 'essai', jeton, annuler: (v: boolean) => !v }, async (ctx) => {
      await ctx.tx.insertInto('fichiers').values({ cpts_id: ctx.cpts, nom: 'a.txt', type: 'text/plain', octets: 1, empreinte: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', contenu: Buffer.from([0]), depose_le: ctx.maintenant, depose_par: null }).execute();
      return garder;
    });
  await ecrire(false);
  const compte = () => essai.dans(cpts.id, p.id, [], (ctx) => ctx.tx.selectFrom('fichiers').select('id').execute());
  expect(await compte()).toEqual([]);
  await ecrire(true);
  expect(await compte()).toHaveLength(1);
});

test('un lien faux n’ouvre rien', async () => {
  expect(await dansLien(services, { usage: 'essai', jeton: 'x.y.z.a.b.c' }, async () => 'ouvert')).toEqual({ ok: false, refus: { code: 'lien_faux' } });
});

test('une visite ouvre la CPTS de l’adresse, sans personne, et rien d’une autre', async () => {
  const [ici, ailleurs] = [await essai.uneCpts(), await essai.uneCpts()];
  const p = await essai.unePersonne(ailleurs.id);
  await essai.dans(ailleurs.id, p.id, [], (ctx) => ctx.tx.insertInto('boite_envoi').values({ cpts_id: ctx.cpts, sujet: 'courriel', charge: '{}' }).execute());
  const vu = await dansVisite(services, { slug: ici.slug }, async (ctx) => ({ nom: ctx.ici.nom, roles: ctx.qui.roles, personnes: await ctx.tx.selectFrom('roles_tenus').select('id').execute() }));
  expect(vu).toEqual({ nom: ici.nom, roles: [], personnes: [] });
  expect(await dansVisite(services, { slug: 'nulle-part' }, async () => 1)).toBeUndefined();
});
