import type { Paquet } from '#modules/territoire/model.ts';
import { territoireCourant } from '#modules/territoire/queries.ts';
import { formaterDate } from '#core/texte.ts';
import type { Contexte } from '#server/contexte.ts';
import { CLES_INDICATEURS } from './constants.ts';
import { nomOrigine } from './labels-chiffres.ts';
import { ImportChiffres, type ImportId, type Lot } from './model-chiffres.ts';
import type { Lieux } from './moteur/import-chiffres.ts';
import { perimetreDe } from './rules.ts';

const IMPORTS_AU_PLUS = 100;
/** Files that the chapters look through: the latest ones. */
const LOTS_AU_PLUS = 12;

/** The files of figures of the CPTS, latest situation first; those given up are left out. The sheet of a deposit comes with `id` only. */
export async function listerImports({ tx, cpts }: Contexte, id?: ImportId): Promise<readonly ImportChiffres[]> {
  let demande = tx.selectFrom('imports_chiffres as i').leftJoin('personnes as p', 'p.id', 'i.depose_par')
    .select((e) => [
      'i.id', 'i.statut', 'i.fichier', 'i.empreinte', 'i.origine', 'i.precision', 'i.seuil', 'i.situation', 'i.depose_le', 'i.importe_le', 'i.colonnes', 'p.nom as par',
      e.selectFrom('chiffres_importes as v').whereRef('v.import_id', '=', 'i.id').whereRef('v.cpts_id', '=', 'i.cpts_id').select((f) => f.fn.countAll<string>().as('n')).as('chiffres'),
    ])
    .$if(id !== undefined, (q) => q.select('i.contenu'))
    .where('i.cpts_id', '=', cpts).orderBy('i.situation', 'desc').orderBy('i.id', 'desc').limit(IMPORTS_AU_PLUS);
  demande = id === undefined ? demande.where('i.statut', '!=', 'abandonnee') : demande.where('i.id', '=', id);
  return (await demande.execute()).map((r) => ImportChiffres.parse({
    id: r.id, statut: r.statut, fichier: r.fichier, empreinte: r.empreinte, origine: r.origine, seuil: r.seuil, situation: r.situation, deposeLe: r.depose_le, chiffres: Number(r.chiffres ?? 0),
    ...(r.precision !== null && { precision: r.precision }), ...(r.par !== null && { deposePar: r.par }), ...(r.importe_le !== null && { importeLe: r.importe_le }), ...(r.colonnes !== null && { colonnes: r.colonnes }),
    ...(r.contenu !== null && r.contenu !== undefined && { contenu: r.contenu }),
  }));
}

/** `CPAM, fichier du 12 mars 2026`. In a demo CPTS figures are invented, and say so. */
const provenanceDe = (i: Pick<ImportChiffres, 'origine' | 'precision' | 'situation' | 'fichier'>, demo: boolean): Lot['provenance'] => ({
  origine: i.precision ?? nomOrigine[i.origine], millesime: `fichier du ${formaterDate(i.situation)}`, nature: demo ? 'fictive' : 'officielle', note: `«\u00a0${i.fichier}\u00a0», importé par la CPTS`,
});

/** The imported files as the chapters read them, latest situation first. */
export async function lireLots(ctx: Contexte): Promise<readonly Lot[]> {
  const imports = (await listerImports(ctx)).filter((i) => i.statut === 'importee').slice(0, LOTS_AU_PLUS);
  if (imports.length === 0) return [];
  const rows = await ctx.tx.selectFrom('chiffres_importes').select(['import_id', 'indicateur', 'zone', 'valeur']).where('cpts_id', '=', ctx.cpts).where('import_id', 'in', imports.map((i) => i.id)).execute();
  const { demo } = await ctx.tx.selectFrom('cpts').select('demo').where('id', '=', ctx.cpts).executeTakeFirstOrThrow();
  const parImport = Map.groupBy(rows, (r) => r.import_id);
  return imports.map((i) => {
    const valeurs = new Map((parImport.get(i.id) ?? []).map((r) => [`${r.indicateur}|${r.zone}`, r.valeur ?? ('masque' as const)]));
    const presents = new Set((parImport.get(i.id) ?? []).map((r) => r.indicateur));
    const indicateurs = CLES_INDICATEURS.filter((k) => presents.has(k));
    return { id: i.id, situation: i.situation, seuil: i.seuil, provenance: provenanceDe(i, demo), indicateurs, lire: (indicateur, zone) => valeurs.get(`${indicateur}|${zone}`) };
  });
}

/** The places that a file may name: communes of the territory, its départements, and those of France, to say what is elsewhere. */
export async function lieuxDe(ctx: Contexte, paquet: Paquet): Promise<Lieux> {
  const p = perimetreDe(paquet, (await territoireCourant(ctx))?.communes ?? []);
  return { territoire: p.communes, departements: p.departements, existe: (code) => paquet.commune(code) !== undefined };
}
