import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { jourDans, Jour } from '#core/jour.ts';
import { accord } from '#core/texte.ts';
import { type Adresse, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { Poste } from '#modules/aci/model.ts';
import { montant } from '#modules/finances/labels.ts';
import { ecrireFec, enLatin9, nomDuFec } from '#modules/finances/moteur/fec.ts';
import { relireFec } from '#modules/finances/moteur/relecture.ts';
import { lesReglages, lireJournal } from '#modules/finances/queries-comptes.ts';
import { dansCpts } from '#server/portes.ts';
import { surLaBase } from '../base.ts';
import type { Commande, Sortie } from '../commande.ts';

const Options = z.object({
  cpts: z.string({ error: 'Donnez --cpts : le nom de la CPTS dans son adresse, par exemple trois-rivieres.' }).min(1),
  annee: z.coerce.number({ error: 'Donnez --annee : l’exercice, par exemple 2026.' }).int().min(2000, 'Un exercice de 2000 à 2100.').max(2100, 'Un exercice de 2000 à 2100.'),
  mission: z.enum(Poste.options, { error: `--mission est l’un de : ${Poste.options.join(', ')}.` }).optional(),
  separateur: z.enum(['tabulation', 'barre'], { error: '--separateur est « tabulation » ou « barre ».' }).default('tabulation'),
  fichier: z.string().min(1).optional(),
  json: z.boolean().default(false),
});
type Options = z.output<typeof Options>;

/** Writes the file of a year and reads it back from its own bytes. Returns 1 when nothing was written or when what was read is faulty. */
export async function ecrireEtRelire(adresse: Adresse, o: Options, sortie: Sortie): Promise<number> {
  const [lecture, appli] = [ouvrirPool(adresse, 'maillage_archiviste', 1), ouvrirPool(adresse, 'maillage_app', 1)];
  try {
    const cpts = await ouvrirDb(lecture).selectFrom('cpts').select(['id', 'fuseau']).where('slug', '=', o.cpts).executeTakeFirst();
    if (!cpts) {
      sortie.dire(`Aucune CPTS n’a l’adresse « ${o.cpts} ».`);
      return 1;
    }
    const { journal, siren } = await dansCpts(ouvrirDb(appli), { cptsId: cpts.id, maintenant: new Date(), faire: async (ctx) => ({ journal: await lireJournal(ctx, o.annee), siren: (await lesReglages(ctx)).siren }) });
    const ecritures = o.mission === undefined ? journal.ecritures : journal.ecritures.filter((e) => e.poste === o.mission).map((e, i) => ({ ...e, numero: i + 1 }));
    const octets = enLatin9(ecrireFec(ecritures, o.separateur));
    const nom = o.fichier ?? nomDuFec({ siren, cloture: Jour.parse(`${o.annee}-12-31`), poste: o.mission ?? null, provisoire: journal.provisoire });
    writeFileSync(nom, octets);
    const relu = relireFec(new TextDecoder('iso-8859-15').decode(octets), o.separateur);
    if (o.json) sortie.ecrire(JSON.stringify({ fichier: nom, le: jourDans(new Date(), cpts.fuseau), provisoire: journal.provisoire, ecritures: relu.ecritures, lignes: relu.lignes, debitCentimes: Number(relu.debit), creditCentimes: Number(relu.credit), defauts: relu.defauts }, undefined, 2));
    else sortie.ecrire([`${nom} : ${accord(relu.ecritures, 'écriture')}, ${accord(relu.lignes, 'ligne')}, ${montant(Number(relu.debit))} au débit, ${montant(Number(relu.credit))} au crédit${journal.provisoire ? ' ; exercice ouvert, fichier provisoire' : ''}.`, ...relu.defauts.map((d) => `Défaut, ${d}.`)].join('\n'));
    return relu.defauts.length === 0 ? 0 : 1;
  } finally {
    await Promise.all([lecture.end(), appli.end()]);
  }
}

export const commande: Commande = {
  resume: 'écrit le fichier des écritures comptables (FEC) d’un exercice, et le relit',
  aide: 'Usage : maillage finances fec --cpts trois-rivieres --annee 2026 [--mission prevention] [--separateur barre] [--fichier chemin] [--json]\n\nÉcrit le fichier dans le dossier courant, sous le nom que veut le texte (LPF, art. A. 47 A-1), en ISO 8859-15, puis le relit depuis ses\noctets : dix-huit champs, dates, numéros sans trou, chaque écriture équilibrée. Sort en erreur (1) si la relecture trouve un défaut.\nUn exercice ouvert donne un fichier « provisoire ». Avec --mission, ses écritures seules, numérotées de nouveau.',
  executer: async (args, sortie) => {
    const { values } = parseArgs({ args: [...args], options: { cpts: { type: 'string' }, annee: { type: 'string' }, mission: { type: 'string' }, separateur: { type: 'string' }, fichier: { type: 'string' }, json: { type: 'boolean' } } });
    const lues = Options.safeParse(values);
    if (lues.success) return surLaBase(sortie, (adresse) => ecrireEtRelire(adresse, lues.data, sortie));
    for (const i of lues.error.issues) sortie.dire(i.message);
    return 1;
  },
};
