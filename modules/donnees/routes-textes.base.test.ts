import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import type { PersonneId } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai, type Visite } from '#server/essais.ts';
import { estSansTexte, TEXTES_DES_TABLES } from './constants.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 120_000 });
const base = essaiAvecBase();
const site = siteEssai(base);

describe('aucune colonne de texte n’échappe à un effacement', () => {
  test('chacune est relue, gardée avec sa raison, ou dite sans texte libre', async () => {
    // What a check of the database closes to a list or to a form is no free text, nor is what it computes.
    const { rows } = await sql<{ t: string; c: string; cle: string }>`select c.relname as t, a.attname as c, c.relname || '.' || a.attname as cle from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind = 'r' and format_type(a.atttypid, null) in ('text', 'character varying', 'character', 'json', 'jsonb', 'text[]', 'character varying[]') and exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'cpts_id' and not b.attisdropped)
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) ~ '= ANY|~ ''\\^') order by 1, 2`.execute(base.proprietaire);
    const dites = Object.entries(TEXTES_DES_TABLES).flatMap(([t, x]) => [...x.libres, ...(x.scelles ?? [])].map((c) => `${t}.${c}`));
    expect(rows.filter((r) => !dites.includes(r.cle) && !estSansTexte(r.t, r.c)).map((r) => r.cle), 'colonnes que personne n’a dites').toEqual([]);
    expect(dites.filter((d) => !rows.some((r) => r.cle === d)), 'colonnes dites qui n’existent pas').toEqual([]);
    expect(dites.filter((d) => { const [t = '', c = ''] = d.split('.'); return estSansTexte(t, c); }), 'dites deux fois').toEqual([]);
    expect(Object.entries(TEXTES_DES_TABLES).filter(([, x]) => (x.scelles !== undefined || x.quand !== undefined) && (x.pourquoi ?? '') === '').map(([t]) => t), 'gardées sans raison').toEqual([]);
  });

  test('le gardien récrit chaque texte libre, et lui seul : la base refuse le journal et ce qui n’est pas un texte', async () => {
    const { rows } = await sql<{ t: string }>`select c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' where c.relkind = 'r' and c.relname = any(${Object.keys(TEXTES_DES_TABLES)}) and not has_table_privilege('maillage_gardien', c.oid, 'update')`.execute(base.proprietaire);
    expect(rows).toEqual([]);
    const { dans } = await site.entrer();
    for (const [t, c] of [['journal', 'details'], ['adhesions', 'version'], ['personnes', 'nom']] as const) await expect(dans(({ tx }) => sql`select remplacer_texte(${t}, ${c}, '{}', '"a"', '"b"')`.execute(tx))).rejects.toThrow('not a text of this CPTS');
    await expect(dans(({ tx }) => sql`select oublier_mots('fiches_action', 'mots', '{}', ${['a.*']})`.execute(tx))).rejects.toThrow('not the words');
  });
});

/** A member named in the notes of a meeting, in an approved one, in a board's old assembly and in a remark of two rows. */
async function unePersonneNommee(cpts: Visite['cpts'], par: PersonneId) {
  const p = base.proprietaire;
  const elle = await site.entrer(['adherent'], cpts, 'Zéphyrine Oubliable');
  const reunion = async (approuvee: boolean): Promise<string> =>
    (await p.insertInto('reunions').values({ cpts_id: cpts.id, titre: 'Soins non programmés', debut: new Date('2026-10-01T18:00:00Z'), fin: new Date('2026-10-01T19:00:00Z'), groupe_id: null, sondage_id: null, organisateur_id: elle.moi.id, uid: `${cpts.id}-${approuvee}`, approuvee_le: approuvee ? new Date('2026-10-02T18:00:00Z') : null, approuvee_par: approuvee ? elle.moi.id : null }).returning('id').executeTakeFirstOrThrow()).id;
  const notes = async (approuvee: boolean, texte: string): Promise<void> => void (await p.insertInto('reunion_points').values({ cpts_id: cpts.id, reunion_id: await reunion(approuvee), rang: 1, titre: 'Tour de table', notes: texte }).execute());
  await notes(false, 'OUBLIABLE Zéphyrine prend la suite ; le Dr Oubliable rappelle au 05 55 00 11 22.');
  await notes(true, 'Zephyrine Oubliable est d’accord.');
  for (let i = 0; i < 2; i++) await p.insertInto('offres_accueil').values({ cpts_id: cpts.id, genre: 'stage', titre: 'Stage', contact: 'Demander Zéphyrine', lieu: 'Brive', depuis: null, jusque: null, publiee_le: '2026-11-01', publiee_par: par, retiree_le: null }).execute();
  await elle.poster('/donnees/demander', { genre: 'effacement' });
  const { id } = await p.selectFrom('demandes_donnees').select('id').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
  return { elle, page: `/donnees/demandes/${id}/textes`, demande: `/donnees/demandes/${id}` };
}

const clesDe = (html: string): string[] => [...new Set([...html.matchAll(/name="cle" value="([0-9a-f]{64})"/g)].map((m) => m[1] ?? ''))];
const notesDe = async (cpts: Visite['cpts']): Promise<string[]> => (await base.proprietaire.selectFrom('reunion_points').select('notes').where('cpts_id', '=', cpts.id).orderBy('notes').execute()).map((r) => r.notes);

describe('relire les textes qui nomment une personne', () => {
  test('trouvés sans accent et dans tout ordre, remplacés ou laissés d’un geste, repris, journalisés ; l’approuvé est gardé avec sa raison', async () => {
    const coordination = await site.entrer();
    const { cpts } = coordination;
    const { elle, page, demande } = await unePersonneNommee(cpts, coordination.moi.id);
    expect((await elle.lire(page)).status, 'réservé à qui tient les demandes').toBe(404);
    expect(await mots(await coordination.lire(demande))).toContain('2 textes nomment encore cette personne');
    const html = await (await coordination.lire(page)).text();
    const [certain = '', doute = '', ...reste] = clesDe(html);
    expect(reste).toEqual([]);
    const lu = await mots(await coordination.lire(page));
    for (const dit of ['Ordre du jour et notes d’une réunion', 'Un mot de son nom seulement', 'le même texte 2 fois', 'Gardés tels quels', 'compte rendu approuvé par les présents']) expect(lu).toContain(dit);

    expect((await coordination.poster(page, { cle: certain, geste: 'remplacer' })).status).toBe(303);
    expect(await notesDe(cpts)).toEqual(['Une personne prend la suite ; une personne rappelle au 05 55 00 11 22.', 'Zephyrine Oubliable est d’accord.']);
    expect((await coordination.poster(page, { cle: certain, geste: 'remplacer' })).status, 'le texte n’est plus celui qui a été lu').toBe(409);
    expect((await coordination.poster(page, { cle: doute, geste: 'laisser' })).status).toBe(303);
    expect(await mots(await coordination.lire(page))).toContain('Plus rien à relire');
    expect((await coordination.poster(page, { cle: certain, geste: 'reprendre' })).status).toBe(303);
    expect(await notesDe(cpts)).toContain('OUBLIABLE Zéphyrine prend la suite ; le Dr Oubliable rappelle au 05 55 00 11 22.');
    await coordination.poster(page, { cle: certain, geste: 'remplacer' });
    expect(await mots(await coordination.lire('/historique'))).toContain('Un texte relu avant un effacement, récrit : ordre du jour et notes d’une réunion');

    expect((await coordination.poster(`${demande}/effacer`, { version: '1' })).status).toBe(303);
    const preuve = await mots(await coordination.lire(demande));
    for (const dit of ['1 textes récrits sans son nom', '1 textes relus et laissés']) expect(preuve).toContain(dit);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from demandes_donnees where cpts_id = ${cpts.id} and to_jsonb(demandes_donnees)::text ilike '%oubliable%'`.execute(base.proprietaire);
    expect(rows, 'la relecture n’en garde rien').toEqual([{ n: 0 }]);
    expect((await coordination.lire(page)).status).toBe(404);
  });

  test('des centaines de lignes où son nom n’est qu’un mot ordinaire n’en cachent aucune ; ce qui ne tient pas sur une page est dit', async () => {
    const coordination = await site.entrer();
    const { page, demande } = await unePersonneNommee(coordination.cpts, coordination.moi.id);
    const offrir = async (contacts: readonly string[]): Promise<void> => void (await base.proprietaire.insertInto('offres_accueil').values(contacts.map((contact) => ({ cpts_id: coordination.cpts.id, genre: 'stage', titre: 'Stage', contact, lieu: 'Brive', depuis: null, jusque: null, publiee_le: '2026-11-01', publiee_par: coordination.moi.id, retiree_le: null }))).execute());
    await offrir([...Array.from({ length: 700 }, (_, i) => `un détail oubliable, n° ${i}`), 'Appeler OUBLIABLE Zéphyrine au secrétariat']);
    const lu = await mots(await coordination.lire(page));
    expect(lu).toContain('Appeler');
    expect(lu).toContain('au secrétariat');
    expect(lu).not.toContain('Tout n’est pas encore lu');
    expect(await mots(await coordination.lire(demande))).toContain('3 textes nomment encore cette personne');

    await offrir(Array.from({ length: 1100 }, (_, i) => `Voir Zéphyrine, poste ${i}`));
    expect(await mots(await coordination.lire(page))).toMatch(/Tout n’est pas encore lu.*en contient d’autres/);
    expect(await mots(await coordination.lire(demande))).toMatch(/Au moins \d+ textes nomment encore cette personne/);
  });

  test('un texte de la CPTS voisine ne se lit ni ne se récrit d’ici ; un texte inconnu est refusé', async () => {
    const [ici, ailleurs] = [await site.entrer(), await site.entrer()];
    const { page } = await unePersonneNommee(ici.cpts, ici.moi.id);
    const autre = await unePersonneNommee(ailleurs.cpts, ailleurs.moi.id);
    const cles = clesDe(await (await ailleurs.lire(autre.page)).text());
    expect(cles).toHaveLength(2);
    await ici.dans(({ tx }) => sql`select remplacer_texte('reunion_points', 'notes', (select array_agg(id) from reunion_points), to_jsonb('Zephyrine Oubliable est d’accord.'::text), '"x"')`.execute(tx));
    expect(await notesDe(ailleurs.cpts), 'la fonction ne sort pas de sa CPTS').toContain('Zephyrine Oubliable est d’accord.');
    expect((await ici.poster(page, { cle: 'f'.repeat(64), geste: 'remplacer' })).status).toBe(409);
    expect((await ici.poster(page, { cle: 'pas une clé', geste: 'remplacer' })).status).toBe(422);
    expect((await ici.poster(page, { cle: 'f'.repeat(64), geste: 'autre' })).status).toBe(422);
  });
});
