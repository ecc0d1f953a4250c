import { z } from 'zod';
import { ok, refuser, type Result } from '#core/result.ts';
import { prevenir } from '#db/outbox.ts';
import { type LettreRecue, relever } from '#server/calendriers/releve.ts';
import { lireReponses, type Occurrence, type ReponseRecue } from '#server/calendriers/reponse.ts';
import type { Contexte } from '#server/contexte.ts';
import { lireAdresse } from '#server/liens/adresse-reponse.ts';
import { dansCpts } from '#server/portes.ts';
import type { Services } from '#server/services.ts';
import { tacheInstance } from '#server/taches/registre.ts';
import type { ReponseInvite } from '../model.ts';
import { horlogeDe } from '../moteur/horloge.ts';
import { garderReponseRecue, invitesParCourriel } from '../repository-reunions.ts';

/** Why an answer received by mail changed nothing. */
export type RefusReponse = { readonly code: 'pas_une_reponse' | 'expediteur_autre' | 'adresse_non_signee' | 'pas_invite' | 'perimee' | 'deja_lue' | 'reunion_close' };

const EN_REPONSE: Readonly<Record<string, ReponseInvite>> = { ACCEPTED: 'acceptee', TENTATIVE: 'provisoire', DECLINED: 'refusee' };

const situer = (o: Occurrence, fuseau: string): Date => ('instant' in o ? o.instant : new Date(horlogeDe(fuseau).instant(o.local)));

/** Keeps an answer to the meeting as it now is: one written before the last change, or before what is already known, is too late. */
async function garder(ctx: Contexte, r: ReponseRecue, reponse: ReponseInvite): Promise<Result<ReponseInvite, RefusReponse>> {
  const invites = await invitesParCourriel(ctx, { ...r, occurrence: r.occurrence && situer(r.occurrence, ctx.fuseau) });
  // A clock ahead of ours must not lock the answer for ever.
  const ecriteLe = r.ecriteLe < ctx.maintenant ? r.ecriteLe : ctx.maintenant;
  let code: RefusReponse['code'] | undefined = 'pas_invite';
  for (const i of invites) {
    const empeche = i.statut !== 'prevue' ? 'reunion_close' : r.sequence !== i.sequence ? 'perimee' : i.reponduLe && ecriteLe <= i.reponduLe ? 'deja_lue' : undefined;
    // Of a series, some meetings may have been held, moved or called off since: the answer holds for the others.
    if (empeche === undefined) await garderReponseRecue(ctx, { id: i.id, reunionId: i.reunionId, reponse, ecriteLe });
    code = empeche === undefined || code === undefined ? undefined : empeche;
  }
  if (code !== undefined) return refuser({ code });
  await prevenir(ctx, 'agenda');
  return ok(reponse);
}

type Recue = { readonly lettre: LettreRecue; readonly boite: string; readonly r: ReponseRecue };

/**
 * An answer counts when five things agree: the letter comes from the person invited, to the address that we signed for this meeting and
 * this person, about this meeting, for this person, in its present state. Anybody can write a sender; nobody else has the address.
 */
async function noterUneReponse(services: Pick<Services, 'db' | 'config' | 'maintenant'>, { lettre, boite, r }: Recue): Promise<Result<ReponseInvite, RefusReponse>> {
  const reponse = EN_REPONSE[r.partstat.toUpperCase()];
  if (!reponse) return refuser({ code: 'pas_une_reponse' });
  if (lettre.de !== r.courriel) return refuser({ code: 'expediteur_autre' });
  const cptsId = lettre.a.map((a) => lireAdresse(a, { boite, uid: r.uid, courriel: r.courriel }, services.config.secret)).find((c) => c !== undefined);
  if (!cptsId) return refuser({ code: 'adresse_non_signee' });
  return dansCpts(services.db, { cptsId, maintenant: services.maintenant(), faire: (ctx) => garder(ctx, r, reponse) });
}

/** A letter may answer for several dates of a series: it counts as soon as one of them does. */
export async function noterReponseRecue(services: Pick<Services, 'db' | 'config' | 'maintenant'>, lettre: LettreRecue, boite: string): Promise<Result<ReponseInvite, RefusReponse>> {
  const recues = lettre.calendrier === undefined ? [] : lireReponses(lettre.calendrier, lettre.de);
  let issue: Result<ReponseInvite, RefusReponse> = refuser({ code: 'pas_une_reponse' });
  for (const r of recues) {
    const une = await noterUneReponse(services, { lettre, boite, r });
    if (une.ok || !issue.ok) issue = une;
  }
  return issue;
}

/** Reads the mailbox of the answers, when there is one. */
export const tacheReponses = tacheInstance({
  sujet: 'reponses_a_lire', titre: 'Lire les réponses aux invitations reçues par courriel', cadence: { cron: '*/2 * * * *', portee: 'instance' }, unique: true, schema: z.object({}),
  executer: async (_, { services, avancer }) => {
    const { reponses } = services.config;
    if (!reponses) return;
    let n = 0;
    await relever(reponses.imapUrl, async (lettre) => {
      await noterReponseRecue(services, lettre, reponses.adresse);
      await avancer(++n);
    });
  },
});
