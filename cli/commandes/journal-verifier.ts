import { parseArgs } from 'node:util';
import { accord, formaterNombre } from '#core/texte.ts';
import { type Adresse, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { verifier } from '#server/exploitation/verification.ts';
import { phraseRupture } from '#server/exploitation/vues.ts';
import { surLaBase } from '../base.ts';
import type { Commande, Sortie } from '../commande.ts';

/** Verifies the journal of a database and says what it found. Returns 1 when a chain is broken. */
export async function verifierEtDire(adresse: Adresse, enJson: boolean, sortie: Sortie): Promise<number> {
  const { chainons, ruptures } = await verifier(adresse, { maintenant: () => new Date() });
  const pool = ouvrirPool(adresse, 'maillage_archiviste', 1);
  try {
    const cpts = await ouvrirDb(pool).selectFrom('cpts').select(['id', 'slug', 'nom']).execute();
    const nommees = ruptures.map((r) => ({ ...r, nom: cpts.find((c) => c.id === r.cptsId)?.nom ?? r.cptsId, slug: cpts.find((c) => c.id === r.cptsId)?.slug ?? null }));
    if (enJson) sortie.ecrire(JSON.stringify({ intact: ruptures.length === 0, cpts: cpts.length, lignes: chainons, ruptures: nommees }, undefined, 2));
    else if (ruptures.length === 0) sortie.ecrire(`Le journal est intact : ${accord(chainons, 'ligne relue', 'lignes relues')}, ${accord(cpts.length, 'CPTS', 'CPTS')}.`);
    else sortie.ecrire([`Le journal est rompu dans ${formaterNombre(ruptures.length)} CPTS sur ${formaterNombre(cpts.length)} :`, ...nommees.map((r) => `  ${phraseRupture(r)}`)].join('\n'));
    return ruptures.length === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
}

export const commande: Commande = {
  resume: 'relit toute la chaîne du journal et nomme le premier maillon rompu de chaque CPTS',
  aide: 'Recalcule chaque empreinte hors de la base. Sort en erreur (1) si une chaîne est rompue.\n\n  --json   écrit le résultat en JSON',
  executer: async (args, sortie) => {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    return surLaBase(sortie, (adresse) => verifierEtDire(adresse, values.json, sortie));
  },
};
