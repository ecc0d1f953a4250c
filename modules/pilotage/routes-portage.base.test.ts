import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { Jour } from '#core/jour.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai, type Visite } from '#server/essais.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const site = siteEssai(base);
const CHEMIN = '/gouvernance/qui-porte-quoi';

/** A mandate, a task, and meetings at different hours of 2026 and 2025, all of them of this person. */
async function charger(v: Visite, mot: string): Promise<void> {
  const p = base.proprietaire;
  const [cpts_id, moi] = [v.cpts.id, v.moi.id];
  await p.insertInto('mandats').values({ cpts_id, fonction: `Mandat ${mot}`, personne_id: moi, debut: '2026-01-01', fin: '2028-12-31', cesse_le: null, declare_le: null }).execute();
  await p.insertInto('mandats').values({ cpts_id, fonction: `Ancien mandat ${mot}`, personne_id: moi, debut: '2022-01-01', fin: '2025-12-31', cesse_le: null, declare_le: null }).execute();
  const reunion = async (debut: string, fin: string, { statut, titre, presence }: { statut: string; titre: string; presence: string }): Promise<string> => {
    const { id } = await p.insertInto('reunions').values({ cpts_id, statut, titre, debut: new Date(debut), fin: new Date(fin), groupe_id: null, sondage_id: null, organisateur_id: moi, uid: `${titre}-${debut}`, approuvee_le: null, approuvee_par: null }).returning('id').executeTakeFirstOrThrow();
    await p.insertInto('reunion_invites').values({ cpts_id, reunion_id: id, personne_id: moi, nom: 'X', courriel: null, presence, moyen: null, constatee_le: null }).execute();
    return id;
  };
  // Paris is one hour ahead of UTC in winter: 18:30 UTC is half past seven in the evening.
  const soir = await reunion('2026-01-13T18:30:00Z', '2026-01-13T20:00:00Z', { statut: 'tenue', titre: `Soir ${mot}`, presence: 'presente' });
  await reunion('2026-01-14T13:00:00Z', '2026-01-14T15:00:00Z', { statut: 'tenue', titre: `Après-midi ${mot}`, presence: 'presente' });
  await reunion('2026-01-15T18:30:00Z', '2026-01-15T20:00:00Z', { statut: 'tenue', titre: `Absence ${mot}`, presence: 'absente' });
  await reunion('2025-12-09T18:30:00Z', '2025-12-09T20:00:00Z', { statut: 'tenue', titre: `An passé ${mot}`, presence: 'presente' });
  await p.insertInto('reunion_taches').values([{ cpts_id, reunion_id: soir, texte: `Tâche ${mot}`, personne_id: moi, echeance: '2026-12-01', faite_le: null }, { cpts_id, reunion_id: soir, texte: `Déjà faite ${mot}`, personne_id: moi, echeance: null, faite_le: new Date('2026-02-01T09:00:00Z') }]).execute();
  const a = await p.insertInto('assemblees').values({ cpts_id, instance: 'bureau', titre: `Assemblée ${mot}`, jour: Jour.parse('2026-06-16'), heure: '19:30', lieu: 'Salle', statut: 'close', regles: null, electeurs: sql<object>`${JSON.stringify([{ id: 'e1', nom: 'X', personneId: moi }])}::jsonb`, presidence: null, convoquee_le: null, ouverte_le: null, close_le: null, approuvee_le: null }).returning('id').executeTakeFirstOrThrow();
  await p.insertInto('assemblee_presences').values({ cpts_id, assemblee_id: a.id, electeur: 'e1', moyen: 'tape' }).execute();
}

describe('qui porte quoi', () => {
  test('la coordination lit l’ensemble, un membre le sien, l’ARS rien', async () => {
    const coordination = await site.entrer(['coordination'], undefined, 'Élise Tout');
    const membre = await site.entrer(['adherent'], coordination.cpts, 'Ambre Sien');
    const ars = await site.entrer(['ars'], coordination.cpts, 'Officier Passant');
    const ailleurs = await site.entrer(['coordination'], undefined, 'Ailleurs Autre');
    await charger(coordination, 'd’Élise');
    await charger(membre, 'd’Ambre');
    await charger(ailleurs, 'd’ailleurs');

    const tout = await mots(await coordination.lire(CHEMIN));
    for (const attendu of ['Mandat d’Élise', 'Tâche d’Élise', 'mardi 13 janvier (Soir d’Élise)', 'mardi 16 juin (Assemblée d’Élise)', 'Mandat d’Ambre', 'Tâche d’Ambre']) expect(tout).toContain(attendu);
    for (const tu of ['Ancien mandat', 'Après-midi', 'Absence', 'An passé', 'Déjà faite', 'd’ailleurs']) expect(tout).not.toContain(tu);
    expect(tout.indexOf('Ambre Sien')).toBeLessThan(tout.lastIndexOf('Mandat d’Élise'));

    const sien = await mots(await membre.lire(CHEMIN));
    expect(sien).toContain('Tâche d’Ambre');
    expect(sien).not.toContain('d’Élise');
    expect((await ars.lire(CHEMIN)).status).toBe(403);
  });

  test('chercher un nom, et ne rien trouver', async () => {
    const v = await site.entrer(['presidence'], undefined, 'Prune Cherchée');
    await charger(v, 'de Prune');
    expect(await mots(await v.lire(`${CHEMIN}?q=cherchee`))).toContain('Mandat de Prune');
    expect(await mots(await v.lire(`${CHEMIN}?q=personne&page=abc`))).toContain('Personne de ce nom');
  });

  test('on y vient de la gouvernance, de sa place et de la recherche', async () => {
    const v = await site.entrer(['coordination']);
    for (const page of ['/gouvernance', '/reseau/moi']) expect(await (await v.lire(page)).text()).toContain(CHEMIN);
    expect(await (await v.lire('/recherche?q=porte%20quoi')).text()).toContain(CHEMIN);
  });
});
