import { z } from 'zod';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { dansCpts } from '#server/portes.ts';
import { ErreurDefinitive, type Tache } from '#server/taches/registre.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { lettreDeSondageComplet } from '../labels.ts';
import { SondageId } from '../model.ts';
import { adressesDuSondage, nomDeLaCpts, organisateurDuSondage, sondagesAEcheance } from '../queries.ts';
import { changerStatut, chargerSondage, noterRelance } from '../repository.ts';
import { apresGeste } from '../rules.ts';
import { rappelerTaches } from './rappeler-taches.ts';
import { type Depuis, posterSondage } from './poster-sondage.ts';

/** A reminder leaves when less than two days remain, once, to those who have not answered everything. */
const AVANT_RAPPEL_MS = 48 * 3_600_000;

async function prevenirOrganisateur(ctx: Contexte, { id, clos }: { readonly id: SondageId; readonly clos: boolean }, d: Depuis & { readonly slug: string }): Promise<void> {
  const s = await chargerSondage(ctx, id);
  const qui = await organisateurDuSondage(ctx, id);
  if (!s || !qui) return;
  const lettre = lettreDeSondageComplet({ titre: s.titre, cpts: d.cpts, lien: `${d.url}/cpts/${d.slug}/agenda/sondages/${id}`, reponses: s.participants.filter((p) => p.repondu).length, clos });
  await posterCourriel(ctx, { a: qui.courriel, nom: qui.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre) }, d.secret);
}

/** Closes what is due and reminds once: doing it twice changes nothing. */
export async function surveillerSondages(ctx: Contexte, d: Depuis & { readonly slug: string }): Promise<{ readonly clos: number; readonly rappeles: number }> {
  let [clos, rappeles] = [0, 0];
  for (const { id, finie } of await sondagesAEcheance(ctx, new Date(ctx.maintenant.getTime() + AVANT_RAPPEL_MS))) {
    const s = await chargerSondage(ctx, id);
    if (!s) continue;
    if (finie) {
      const suite = apresGeste(s.statut, 'clore');
      if (!suite.ok) continue;
      await changerStatut(ctx, id, { statut: suite.valeur });
      await prevenirOrganisateur(ctx, { id, clos: true }, d);
      clos++;
    } else {
      await posterSondage(ctx, { genre: 'rappel', titre: s.titre, dates: s.dates, clotureLe: s.clotureLe, a: await adressesDuSondage(ctx, id, true) }, d);
      await noterRelance(ctx, id);
      rappeles++;
    }
  }
  return { clos, rappeles };
}

/** A job of one CPTS that also writes letters: it needs its name, its address and the secret of the instance. */
const tacheAvecLettres = <T,>(t: Pick<Tache, 'sujet' | 'titre' | 'cadence'> & { readonly schema: z.ZodType<T>; readonly traiter: (ctx: Contexte, charge: T, d: Depuis & { readonly slug: string }) => Promise<unknown> }): Tache => ({
  sujet: t.sujet, titre: t.titre, ...(t.cadence ? { cadence: t.cadence } : {}),
  executer: async (brut, { services, cptsId }) => {
    const lu = t.schema.safeParse(brut);
    if (!lu.success || !cptsId) throw new ErreurDefinitive('Charge illisible, ou CPTS absente.');
    await dansCpts(services.db, { cptsId, maintenant: services.maintenant(), faire: async (ctx) => {
      const { nom, slug } = await nomDeLaCpts(ctx);
      await t.traiter(ctx, lu.data, { cpts: nom, slug, url: services.config.url, secret: services.config.secret });
    } });
  },
});

export const tachesDeLAgenda: readonly Tache[] = [
  tacheAvecLettres({ sujet: 'sondages_a_echeance', titre: 'Clore les sondages et rappeler', cadence: { cron: '5 7-21 * * *', portee: 'cpts' }, schema: z.unknown(), traiter: (ctx, _, d) => surveillerSondages(ctx, d) }),
  tacheAvecLettres({ sujet: 'taches_a_rappeler', titre: 'Rappeler les tâches confiées en réunion', cadence: { cron: '20 7 * * *', portee: 'cpts' }, schema: z.unknown(), traiter: (ctx, _, d) => rappelerTaches(ctx, d) }),
  tacheAvecLettres({ sujet: 'sondage_complet', titre: 'Dire que tout le monde a répondu', schema: z.strictObject({ sondage_id: SondageId }), traiter: (ctx, { sondage_id: id }, d) => prevenirOrganisateur(ctx, { id, clos: false }, d) }),
];
