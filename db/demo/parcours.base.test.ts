import { expect, test } from 'vitest';
import { plusMois } from '#core/jour.ts';
import type { PersonneId, Role } from '#core/tenancy.ts';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { horlogesQuiCourent } from '#modules/projet/moteur/horloges.ts';
import { listerQuestions } from '#modules/projet/queries-echanges.ts';
import { contratSigne, lireDossier } from '#modules/projet/queries-parcours.ts';
import { demoParcoursDepose, demoParcoursEnRoute, demoParcoursNaissant, type EnScene } from './parcours.ts';

const base = essaiAvecBase();

async function uneScene(): Promise<EnScene> {
  const cpts = await base.uneCpts();
  const ids = new Map<Role, PersonneId>();
  for (const role of ['coordination', 'presidence', 'ars', 'cpam'] as const) ids.set(role, (await base.unePersonne(cpts.id, [role])).id);
  return (role, joursAvant, faire) => {
    const id = ids.get(role);
    if (!id) throw new Error(role);
    return base.dans(cpts.id, id, [role], faire, new Date(INSTANT.getTime() - joursAvant * 86_400_000));
  };
}

test('la CPTS en route a un contrat de quatorze mois, et ses quatre missions ont démarré à temps', async () => {
  const scene = await uneScene();
  await demoParcoursEnRoute(scene, 'CPTS');
  await scene('coordination', 0, async (ctx) => {
    const contrat = await contratSigne(ctx);
    expect(contrat?.missions.filter((m) => m.demarreeLe)).toHaveLength(4);
    expect(contrat?.signeLe.slice(0, 7)).toBe(plusMois(ctx.aujourdhui, -14).slice(0, 7));
    const dossier = await lireDossier(ctx);
    expect(dossier?.statut).toBe('missions_en_demarrage');
    expect(dossier && horlogesQuiCourent(dossier, ctx.aujourdhui).filter((h) => h.etat === 'retard')).toEqual([]);
  });
});

test('le projet déposé attend l’ARS, qui a posé une question', async () => {
  const scene = await uneScene();
  await demoParcoursDepose(scene, 'CPTS');
  await scene('ars', 0, async (ctx) => {
    const dossier = await lireDossier(ctx);
    expect(dossier && horlogesQuiCourent(dossier, ctx.aujourdhui).map((h) => [h.cle, h.etat, h.attend])).toEqual([['silence', 'court', ['ars']]]);
    expect((await listerQuestions(ctx)).map((q) => q.statut)).toEqual(['posee']);
  });
});

test('la CPTS naissante écrit sa lettre, dans les délais', async () => {
  const scene = await uneScene();
  await demoParcoursNaissant(scene);
  await scene('coordination', 0, async (ctx) => {
    const dossier = await lireDossier(ctx);
    expect(dossier && horlogesQuiCourent(dossier, ctx.aujourdhui).map((h) => [h.cle, h.etat])).toEqual([['lettre', 'court']]);
  });
});
