import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { Jour } from '#core/jour.ts';
import { type PersonneId, Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { journaliser, verifierJournal } from '#db/journal.ts';
import { mots, siteEssai, type Visite } from '#server/essais.ts';
import { TABLES_DE_LA_PERSONNE, TABLES_DU_COMPTE } from './constants.ts';
import { oublierNuit } from './use-cases/tenir-demande.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 120_000 });
const base = essaiAvecBase();
const site = siteEssai(base);
type Cpts = Visite['cpts'];
const NOM = 'Zéphyrine Oubliable';

describe('rien n’est su sans être dit', () => {
  test('chaque table qui désigne une personne est dans l’extrait, et l’extrait n’en nomme aucune autre', async () => {
    const { rows } = await sql<{ table: string; cpts: boolean }>`select distinct c.relname as table, exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'cpts_id' and not b.attisdropped) as cpts
      from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and k.confrelid = 'personnes'::regclass order by 1`.execute(base.proprietaire);
    expect(rows.filter((r) => r.cpts).map((r) => r.table)).toEqual(Object.keys(TABLES_DE_LA_PERSONNE).toSorted());
    expect(rows.filter((r) => !r.cpts).map((r) => r.table)).toEqual([...TABLES_DU_COMPTE].toSorted());
  });

  test('aucune colonne ne désigne une personne sans que la base le sache', async () => {
    const { rows } = await sql<{ c: string }>`select c.relname || '.' || a.attname as c from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      where c.relkind = 'r' and a.atttypid = 'uuid'::regtype and not a.attisdropped and (a.attname = 'personne_id' or a.attname ~ '_par$' or a.attname ~ '^(auteur|pilote|porteur|organisateur)_id$')
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'personnes'::regclass and k.conkey[1] = a.attnum) order by 1`.execute(base.proprietaire);
    // The journal points at nobody on purpose: it outlives people.
    expect(rows.map((r) => r.c)).toEqual(['journal.personne_id']);
  });

  test('le gardien atteint toutes ces tables : un effacement n’en oublie pas une', async () => {
    const { rows } = await sql<{ table: string }>`select distinct c.relname as table from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and k.confrelid = 'personnes'::regclass
      and not (has_table_privilege('maillage_gardien', c.oid, 'update') and has_table_privilege('maillage_gardien', c.oid, 'delete'))`.execute(base.proprietaire);
    expect(rows).toEqual([]);
  });
});

/** Somebody who left traces everywhere that matters: register, calendar, meetings, polls, invitations, accounts, journal. */
async function unePersonneConnue(cpts: Cpts, { paye = false } = {}) {
  const p = base.proprietaire;
  const elle = await site.entrer(['adherent'], cpts, NOM);
  await p.insertInto('categories_adhesion').values({ cpts_id: cpts.id, code: 'pro', libelle: 'Pro', association: true, vote: true, cotise: true }).onConflict((c) => c.doNothing()).execute();
  const adhesion = (await p.insertInto('adhesions').values({ cpts_id: cpts.id, statut: 'validee', personne_id: elle.moi.id, nom: NOM, cle: 'zephyrine oubliable', courriel: elle.moi.courriel, telephone: '0555001122', rpps: null, profession: '60', fonction: null, commune: null, commune_nom: null, structure: 'Cabinet Oubliable', categorie: 'pro', college_id: null, origine: 'saisie', proposee_par: null, message: 'Je m’appelle Zéphyrine', proposee_le: null, deposee_le: null, decidee_le: null, motif: null, membre_depuis: '2026-01-10', fin_le: null, effacee_le: null, modifiee_le: new Date() }).returning('id').executeTakeFirstOrThrow()).id;
  await p.insertInto('agenda_calendriers').values({ cpts_id: cpts.id, personne_id: elle.moi.id, nom: 'Agenda de Zéphyrine', adresse_scellee: null, lu_le: null, defaut: null }).execute();
  const sondage = (await p.insertInto('sondages').values({ cpts_id: cpts.id, titre: 'Quand', duree_minutes: 60, groupe_id: null, organisateur_id: elle.moi.id, cree_le: new Date(), cloture_le: new Date(), complet_le: null, relance_le: null, date_retenue: null }).returning('id').executeTakeFirstOrThrow()).id;
  await sql`insert into sondage_participants (cpts_id, sondage_id, personne_id, nom, courriel, reponses) values (${cpts.id}, ${sondage}, ${elle.moi.id}, ${NOM}, ${elle.moi.courriel}, 'o')`.execute(p);
  await p.insertInto('invitations').values({ cpts_id: cpts.id, courriel: elle.moi.courriel, nom: NOM, roles: ['adherent'], empreinte: `e-${adhesion}`, statut: 'acceptee', invite_par: elle.moi.id, cree_le: new Date(), envoyee_le: new Date(), expire_le: new Date(), close_le: new Date(), acceptee_par: elle.moi.id }).execute();
  if (paye) await p.insertInto('cotisations').values({ cpts_id: cpts.id, adhesion_id: adhesion, annee: 2026, centimes: 1000, statut: 'payee', appelee_le: '2026-01-10', payee_le: '2026-02-01', moyen: 'virement', recu_numero: 1, relancee_le: null, motif: null }).execute();
  await elle.dans((ctx) => journaliser(ctx, 'essai', elle.moi.id, { quoi: 'un geste' }));
  return { elle, adhesion };
}

/** One hour of work of this person, at a voted rate. */
async function unTemps(cpts: Cpts, de: PersonneId, par: PersonneId, avec: { readonly statut: string; readonly payee_le: string | null }) {
  const { id } = await base.proprietaire.insertInto('taux_horaires').values({ cpts_id: cpts.id, nature: 'indemnite', profession: null, mission: null, centimes_heure: 5000, depuis: '2024-01-01', vote_reference: 'Assemblée de décembre', vote_le: '2023-12-01', cree_par: par }).returning('id').executeTakeFirstOrThrow();
  await base.proprietaire.insertInto('temps_declares').values({ cpts_id: cpts.id, personne_id: de, nature: 'indemnite', action: 'Réunion', jour: '2025-03-01', minutes: 60, centimes: 5000, taux_id: id, origine: 'saisie', cle: null, approuvee_par: par, approuvee_le: '2025-03-02', lot_id: null, ...avec }).execute();
}

/** Every row of every table of this CPTS and of the accounts, as text: where somebody's words still are. */
async function ouReste(cptsId: string, personneId: PersonneId, mot: string): Promise<string[]> {
  const tables = await sql<{ t: string; c: boolean }>`select c.relname as t, exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'cpts_id') as c from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' where c.relkind = 'r' order by 1`.execute(base.proprietaire);
  const trouvees: string[] = [];
  for (const { t, c } of tables.rows) {
    const ou = c ? sql`where x.cpts_id = ${cptsId}` : t === 'personnes' ? sql`where x.id = ${personneId}` : sql``;
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(t)} x ${ou} ${c || t === 'personnes' ? sql`and` : sql`where`} to_jsonb(x)::text ilike ${`%${mot}%`}`.execute(base.proprietaire);
    if ((rows[0]?.n ?? 0) > 0) trouvees.push(t);
  }
  return trouvees;
}

const demandeDe = async (cpts: Cpts) => (await base.proprietaire.selectFrom('demandes_donnees').selectAll().where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow());

describe('effacer', () => {
  test('de la demande à la preuve : plus rien ne nomme la personne, le journal tient, et ce que les comptes nomment a son dernier jour', async () => {
    const coordination = await site.entrer();
    const { cpts } = coordination;
    const { elle } = await unePersonneConnue(cpts, { paye: true });
    expect((await elle.poster('/donnees/demander', { genre: 'effacement' })).status).toBe(303);
    await elle.poster('/donnees/demander', { genre: 'effacement' });
    expect(await base.proprietaire.selectFrom('demandes_donnees').select('id').where('cpts_id', '=', cpts.id).execute()).toHaveLength(1);
    const accueil = await mots(await coordination.lire(''));
    expect(accueil).toContain('Répondre à une demande sur les données : effacement');
    const d = await demandeDe(cpts);
    expect(await mots(await coordination.lire(`/donnees/demandes/${d.id}`))).toContain('La réponse est due le 23 décembre 2026');
    expect((await ouReste(cpts.id, elle.moi.id, 'oubliable')).length).toBeGreaterThan(4);

    expect((await elle.poster(`/donnees/demandes/${d.id}/effacer`, { version: '1' })).status).toBe(403);
    expect((await coordination.poster(`/donnees/demandes/${d.id}/effacer`, { version: '1' })).status).toBe(303);

    expect(await ouReste(cpts.id, elle.moi.id, 'oubliable')).toEqual(['identites_gardees']);
    expect(await ouReste(cpts.id, elle.moi.id, elle.moi.courriel)).toEqual([]);
    expect((await verifierJournal(base.proprietaire)).ruptures.filter((r) => r.cptsId === cpts.id)).toEqual([]);
    expect((await elle.lire('')).status, 'son accès est fermé').not.toBe(200);
    const page = await mots(await coordination.lire(`/donnees/demandes/${d.id}`));
    for (const attendu of ['1 fiches d’adhérent vidées', '1 calendriers détachés', 'Le compte est vidé', `${NOM} (pièces de comptes 2026), jusqu’au 31 décembre 2036`]) expect(page).toContain(attendu);
    expect(await mots(await coordination.lire('/historique'))).toContain('Personne effacée');
    expect((await coordination.poster(`/donnees/demandes/${d.id}/effacer`, { version: '2' })).status).toBe(422);
    expect(await coordination.dans(oublierNuit, new Date('2036-12-31T12:00:00Z'))).toBe(0);
    expect(await coordination.dans(oublierNuit, new Date('2037-01-01T12:00:00Z'))).toBe(1);
    expect(await ouReste(cpts.id, elle.moi.id, 'oubliable')).toEqual([]);
  });

  test('qui sert aussi ailleurs garde son compte ; ici plus rien n’y mène, là-bas rien ne change', async () => {
    const coordination = await site.entrer();
    const ailleurs = await site.entrer();
    const { elle, adhesion } = await unePersonneConnue(coordination.cpts);
    await base.proprietaire.insertInto('roles_tenus').values({ cpts_id: ailleurs.cpts.id, personne_id: elle.moi.id, role: 'adherent', depuis: '2020-01-01', jusque: null }).execute();
    await unTemps(coordination.cpts, elle.moi.id, coordination.moi.id, { statut: 'payee', payee_le: '2025-04-01' });
    const note = await coordination.poster('/donnees/demandes', { genre: 'effacement', adhesion, nom: '', canal: 'courrier', recue_le: '20/11/2026', detail: '' });
    expect(note.status).toBe(303);
    const d = await demandeDe(coordination.cpts);
    expect((await coordination.poster(`/donnees/demandes/${d.id}/effacer`, { version: '1' })).status).toBe(303);
    expect(await ouReste(coordination.cpts.id, elle.moi.id, elle.moi.id), 'seul le journal porte encore le numéro').toEqual(['journal', 'personnes', 'sessions']);
    expect((await ouReste(coordination.cpts.id, elle.moi.id, 'oubliable')).toSorted()).toEqual(['identites_gardees', 'personnes']);
    expect(await coordination.dans(({ tx }) => tx.selectFrom('personnes').select('nom').where('id', '=', elle.moi.id).execute()), 'la CPTS ne voit plus ce compte').toEqual([]);
    expect(await ailleurs.dans(({ tx }) => tx.selectFrom('personnes').select('nom').where('id', '=', elle.moi.id).execute())).toEqual([{ nom: NOM }]);
    const { rows } = await sql<{ minutes: number; nom: string }>`select t.minutes, p.nom from temps_declares t join personnes p on p.id = t.personne_id where t.cpts_id = ${coordination.cpts.id}`.execute(base.proprietaire);
    expect(rows, 'la ligne de comptes est entière, sans le nom').toEqual([{ minutes: 60, nom: 'Personne effacée' }]);
    expect((await verifierJournal(base.proprietaire)).ruptures.filter((r) => r.cptsId === coordination.cpts.id)).toEqual([]);
  });

  test('un paiement en cours attend ; on ne s’efface pas soi-même ; une personne d’une autre CPTS ne s’efface pas d’ici', async () => {
    const coordination = await site.entrer();
    const { elle } = await unePersonneConnue(coordination.cpts);
    await unTemps(coordination.cpts, elle.moi.id, coordination.moi.id, { statut: 'approuvee', payee_le: null });
    await elle.poster('/donnees/demander', { genre: 'effacement' });
    const d = await demandeDe(coordination.cpts);
    const r = await coordination.poster(`/donnees/demandes/${d.id}/effacer`, { version: '1' });
    expect([r.status, (await mots(r)).includes('Un paiement est en cours')]).toEqual([422, true]);
    expect((await ouReste(coordination.cpts.id, elle.moi.id, 'oubliable')).length).toBeGreaterThan(4);
    const seule = await site.entrer();
    await seule.poster('/donnees/demander', { genre: 'effacement' });
    expect((await seule.poster(`/donnees/demandes/${(await demandeDe(seule.cpts)).id}/effacer`, { version: '1' })).status).toBe(403);
    await expect(seule.dans(({ tx }) => sql`select effacer_personne(${elle.moi.id}, null, ${Jour.parse('2026-11-23')})`.execute(tx))).rejects.toThrow('nobody of this CPTS');
  });
});

describe('le registre des demandes', () => {
  test('la saisie reste quand elle est refusée ; répondre, prolonger, refuser se notent', async () => {
    const { lire, poster, cpts } = await site.entrer(['presidence']);
    const refuse = await poster('/donnees/demandes', { genre: 'acces', adhesion: '', nom: 'Prune Habitante', canal: 'oral', recue_le: '24/11/2026', detail: 'Une copie' });
    const html = await refuse.text();
    expect([refuse.status, html.includes('Prune Habitante'), html.includes('Une copie')]).toEqual([422, true, true]);
    expect((await poster('/donnees/demandes', { genre: 'acces', adhesion: '', nom: '', canal: 'oral', recue_le: '02/11/2026', detail: '' })).status).toBe(422);
    expect((await poster('/donnees/demandes', { genre: 'acces', adhesion: '', nom: 'Prune Habitante', canal: 'oral', recue_le: '02/11/2026', detail: '' })).status).toBe(303);
    const d = await demandeDe(cpts);
    expect((await poster(`/donnees/demandes/${d.id}/prolonger`, { version: '1', motif: '' })).status).toBe(422);
    expect((await poster(`/donnees/demandes/${d.id}/prolonger`, { version: '1', motif: 'Beaucoup de pièces' })).status).toBe(303);
    expect(await mots(await lire('/donnees/demandes'))).toContain('Prune Habitante');
    expect((await poster(`/donnees/demandes/${d.id}/satisfaire`, { version: '1', reponse: 'Envoyée' })).status).toBe(409);
    expect((await poster(`/donnees/demandes/${d.id}/satisfaire`, { version: '2', reponse: 'Envoyée' })).status).toBe(303);
    expect(await demandeDe(cpts)).toMatchObject({ statut: 'satisfaite', close_le: '2026-11-23', reponse: 'Envoyée' });
  });

  test.each(Role.options.filter((r) => r !== 'exploitant').map((r) => [r, r === 'coordination' || r === 'presidence' ? 200 : 403] as const))('%s : %i', async (role, attendu) => {
    expect((await (await site.entrer([role])).lire('/donnees/demandes')).status).toBe(attendu);
  });

  test('mon extrait dit mes calendriers, mes réponses et ma demande, sans rien d’un autre', async () => {
    const { cpts } = await site.entrer();
    const { elle } = await unePersonneConnue(cpts);
    await elle.poster('/donnees/demander', { genre: 'rectification', detail: 'Mon prénom' });
    const page = await mots(await elle.lire('/reseau/moi/donnees'));
    for (const attendu of ['Calendriers reliés', 'Agenda de Zéphyrine', 'Réponses aux sondages', 'Connexions ouvertes', 'réponse due le 23 décembre 2026']) expect(page).toContain(attendu);
    expect(JSON.stringify(await (await (await site.entrer(['adherent'], cpts, 'Autre')).lire('/reseau/moi/donnees.json')).json())).not.toContain('Zéphyrine');
  });
});
