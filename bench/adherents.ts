import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';
import { secondes } from '#tools/processeur.ts';
import { charger, type Lecteur, ouvrirPage, surPlateforme, unLecteur } from './plateforme/plateforme.ts';

const SEUILS = { debit: 400, poidsKo: 100 };
const MEMBRES = 800;

/** One CPTS with 800 members of varied professions, communes and colleges, and a coordinator who is signed in. */
async function preparer(db: Kysely<Schema>): Promise<Lecteur> {
  const lecteur = await unLecteur(db, 'coordination');
  const { cpts, moi } = lecteur;
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('app.cpts', ${cpts}, true), set_config('app.personne', ${moi}, true)`.execute(tx);
    await sql`insert into categories_adhesion (cpts_id, code, libelle, association, vote, cotise) values (${cpts}, 'professionnel', 'Professionnel de santé', true, true, true)`.execute(tx);
    await sql`insert into colleges (cpts_id, code, libelle) select ${cpts}, 'c' || n, 'Collège numéro ' || n from generate_series(1, 4) n`.execute(tx);
    await sql`insert into adhesions (cpts_id, statut, nom, cle, courriel, profession, commune, commune_nom, categorie, college_id, origine, membre_depuis, modifiee_le)
      select ${cpts}, 'validee', 'Prénom' || n || ' Nom-Inventé', 'prenom' || n || ' nom invente', 'membre' || n || '@exemple.invalid', (array['10','21','40','50','60','70','91'])[1 + n % 7], lpad((19000 + n % 60)::text, 5, '0'),
        'Saint-Exemple-' || (n % 60), 'professionnel', (select id from colleges where cpts_id = ${cpts} and code = 'c' || (1 + n % 4)), 'saisie', date '2025-01-01' + n % 600, now() from generate_series(1, ${MEMBRES}) n`.execute(tx);
  });
  return lecteur;
}

/** Rate and weight of the list of 800 members as the coordinator opens it, filters it, turns its pages; load generator on the same cores. */
export async function mesurer(): Promise<void> {
  await surPlateforme(preparer, async ({ url, entetes, pid }, lecteur) => {
    for (const [quoi, suite] of [['première page', ''], ['filtrée par profession, page 2', '?profession=10&page=2'], ['cherchée par nom, triée par commune', '?q=prenom1&tri=commune']] as const) {
      const page = `${url}/cpts/banc/reseau/adherents${suite}`;
      const html = await ouvrirPage(page, entetes(lecteur), { lignes: 50 });
      await charger(page, entetes(lecteur), { duree: 2 });
      const releve = () => ({ node: secondes(pid.page), base: secondes(pid.base) });
      const avant = releve();
      const r = await charger(page, entetes(lecteur), { duree: 6 });
      const apres = releve();
      const ms = (s: number): string => ((s / r.requests.total) * 1000).toFixed(2);
      const ko = Buffer.byteLength(html) / 1024;
      console.log(`  ${MEMBRES} membres, ${quoi} : ${Math.round(r.requests.average)} requêtes/s (demandé ≥ ${SEUILS.debit}), p99 ${r.latency.p99} ms, processeur par page : ${ms(apres.node - avant.node)} ms pour Node et ${ms(apres.base - avant.base)} ms pour PostgreSQL, page ${ko.toFixed(1)} Ko non compressée (demandé < ${SEUILS.poidsKo})`);
      if (r.requests.average < SEUILS.debit || ko >= SEUILS.poidsKo) process.exitCode = 1;
    }
  });
}
