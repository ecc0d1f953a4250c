import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';
import { charger, type Lecteur, ouvrirPage, surPlateforme, unLecteur } from './plateforme/plateforme.ts';

const SEUIL_MS = 100;
const SAISIES = 20_000;
const PERSONNES = 200;

/** One CPTS with 20,000 entries of 200 people in a year, and its treasurer who is signed in. */
async function preparer(db: Kysely<Schema>): Promise<Lecteur> {
  const lecteur = await unLecteur(db, 'tresorerie');
  const { cpts, moi } = lecteur;
  await sql`insert into personnes (nom, courriel, courriel_verifie) select 'Prénom' || n || ' Nom-Inventé', 'temps' || n || '@exemple.invalid', true from generate_series(1, ${PERSONNES}) n`.execute(db);
  await sql`insert into roles_tenus (cpts_id, personne_id, role, depuis) select ${cpts}, id, 'adherent', date '2020-01-01' from personnes where courriel like 'temps%'`.execute(db);
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('app.cpts', ${cpts}, true), set_config('app.personne', ${moi}, true), set_config('role', 'maillage_app', true)`.execute(tx);
    const { rows } = await sql<{ id: string }>`insert into taux_horaires (cpts_id, nature, centimes_heure, depuis, vote_reference, vote_le) values (${cpts}, 'indemnite', 5000, '2026-01-01', 'Délibération 1', '2026-01-01') returning id`.execute(tx);
    await sql`insert into temps_declares (cpts_id, personne_id, statut, nature, mission, action, jour, minutes, centimes, taux_id, origine)
      select ${cpts}, p.id, 'confirmee', 'indemnite', 'Mission ' || (n % 6), 'Réunion ' || n, date '2026-01-01' + n % 300, 60, 5000, ${rows[0]?.id ?? null}, 'saisie'
      from (select id, row_number() over (order by id) as rang from personnes where courriel like 'temps%') p join generate_series(1, ${SAISIES / PERSONNES}) n on true`.execute(tx);
  });
  // As a night of autovacuum leaves it: it would otherwise run during the measure.
  await sql`vacuum temps_declares`.execute(db);
  return lecteur;
}

/** How long the ledger of 20,000 entries takes to answer, one reader at a time: first page, middle, last page, search, sort. */
export async function mesurer(): Promise<void> {
  await surPlateforme(preparer, async ({ url, entetes }, lecteur) => {
    for (const [quoi, suite, lignes] of [['première page', '', 50], ['page du milieu', '&page=200', 50], ['dernière page', '&page=400', 50], ['cherchée, triée par personne', '&q=prénom1&tri=nom', 50], ['cherchée dans les actions, page du milieu', '&q=reunion&page=200', 50], ['presque rien trouvé', '&q=réunion 77&tri=nom&page=4', 50], ['triée par personne, page du milieu', '&tri=nom&page=200', 50], ['triée par montant', '&tri=centimes', 50]] as const) {
      const page = `${url}/cpts/banc/finances/registre?annee=2026${suite}`;
      await ouvrirPage(page, entetes(lecteur), { lignes });
      const r = await charger(page, entetes(lecteur), { duree: 3, connexions: 1 });
      console.log(`  ${SAISIES} temps, ${quoi} : médiane ${r.latency.p50} ms, p99 ${r.latency.p99} ms (demandé < ${SEUIL_MS})`);
      if (r.latency.p99 >= SEUIL_MS) process.exitCode = 1;
    }
  });
}
