import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import type { GenreMediation, Mediation, MediationId } from '../model.ts';
import { adressesDe, personnesTenant, TIERS } from '../queries.ts';
import { creerMediation, listerMediations, modifierMediation } from '../repository-soutien.ts';
import { deciderMediation, deciderRappel, type GesteMediation, MOT_DE_RAPPEL, type RefusSoutien } from '../rules.ts';

type Depuis = { readonly cpts: string; readonly url: string; readonly secret: string };

/** The letter says that something waits, and nothing of it: mailboxes are shared. */
async function avertir(ctx: Contexte, a: { readonly personneId: PersonneId; readonly nom: string }, depuis: Depuis | undefined): Promise<void> {
  const adresse = depuis && (await adressesDe(ctx, [a.personneId])).get(a.personneId);
  if (!depuis || adresse === undefined) return;
  const lettre = { titre: 'Une demande vous est confiée', paragraphes: ['Un membre vous demande d’aider à dénouer une situation, ou d’animer un échange. Vous seul et cette personne pouvez lire la demande.'], boutons: [{ libelle: 'Lire la demande', href: `${depuis.url}/gouvernance/soutien` }], expediteur: depuis.cpts, pourquoi: `Vous recevez ce courriel parce que vous êtes membre de ${depuis.cpts}.` };
  await posterCourriel(ctx, { a: adresse, nom: a.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre) }, depuis.secret);
}

async function tiersAdmis(ctx: Contexte, a: PersonneId): Promise<Result<{ personneId: PersonneId; nom: string }, RefusSoutien>> {
  if (a === ctx.qui.personneId) return refuser({ code: 'soi_meme' });
  const tiers = (await personnesTenant(ctx, ctx.aujourdhui, TIERS)).find((p) => p.personneId === a);
  return tiers ? ok(tiers) : refuser({ code: 'tiers_inconnu' });
}

/** Anybody may ask, and chooses whom. No journal line: the history of the CPTS is read by its members, and this is between two. */
export async function demanderMediation(ctx: Contexte, d: { readonly genre: GenreMediation; readonly a: PersonneId; readonly recit: string }, depuis: Depuis | undefined): Promise<Result<MediationId, RefusSoutien>> {
  const tiers = await tiersAdmis(ctx, d.a);
  if (!tiers.ok) return tiers;
  const id = await creerMediation(ctx, d);
  await avertir(ctx, tiers.valeur, depuis);
  return ok(id);
}

/** A gesture of either of the two, with a word. */
export async function suivreMediation(ctx: Contexte, id: MediationId, { geste, texte, a }: { readonly geste: GesteMediation | 'noter' | 'relancer'; readonly texte: string; readonly a?: PersonneId | undefined }, depuis: Depuis | undefined): Promise<Result<true, RefusSoutien>> {
  const m = (await listerMediations(ctx)).find((x) => x.id === id);
  if (!m) return refuser({ code: 'mediation_inconnue' });
  const suites: Mediation['suites'] = texte === '' ? m.suites : [...m.suites, { le: ctx.maintenant.toISOString(), par: ctx.qui.personneId, texte }];
  if (geste === 'noter') {
    await modifierMediation(ctx, id, { suites });
    return ok(true);
  }
  if (geste === 'relancer') {
    const rappel = deciderRappel(m, ctx.qui.personneId, ctx.maintenant);
    if (!rappel.ok) return rappel;
    await modifierMediation(ctx, id, { suites: [...suites, { le: ctx.maintenant.toISOString(), par: ctx.qui.personneId, texte: MOT_DE_RAPPEL }] });
    await avertir(ctx, m.a, depuis);
    return ok(true);
  }
  const suite = deciderMediation(m, geste, ctx.qui.personneId);
  if (!suite.ok) return suite;
  const tiers = geste === 'confier' ? await tiersAdmis(ctx, a ?? ctx.qui.personneId) : ok(undefined);
  if (!tiers.ok) return tiers;
  await modifierMediation(ctx, id, { statut: suite.valeur, suites, ...(tiers.valeur ? { confiee_a: tiers.valeur.personneId, demandee_le: ctx.maintenant } : {}) });
  if (tiers.valeur) await avertir(ctx, tiers.valeur, depuis);
  return ok(true);
}
