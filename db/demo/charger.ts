import { jourDans } from '#core/jour.ts';
import { type Adresse, ouvrirDb, ouvrirPool } from '../connexion.ts';
import { demoPersonnes } from './comptes.ts';

/** Loads the demo into an empty database: invented people in three CPTS made of real communes. Dates are relative to `maintenant`. */
export async function chargerDemo(adresse: Adresse, maintenant: Date): Promise<void> {
  const pool = ouvrirPool(adresse, 'maillage_archiviste', 1);
  try {
    const db = ouvrirDb(pool);
    const { id, slug } = await db.insertInto('cpts').values({ slug: 'trois-rivieres', nom: 'CPTS des Trois Rivières (démo)', demo: true }).returning(['id', 'slug']).executeTakeFirstOrThrow();
    await demoPersonnes(db, { [slug]: id }, jourDans(maintenant, 'Europe/Paris'));
  } finally {
    await pool.end();
  }
}
