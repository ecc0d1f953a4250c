import { plusJours } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import type { Assemblee, AssembleeId, Electeur, ReglesFigees } from '../model.ts';
import { peutTenirSeance } from '../permissions.ts';
import { adressesDe, electeursAu, statutsEnVigueur } from '../queries.ts';
import { chargerAssemblee, modifierAssemblee, noterEnvois } from '../repository.ts';
import { faitManquant, figerRegles, passer, type RefusAssemblee, verifierDelai } from '../rules.ts';
import { lettreDeConvocation } from '../view.ts';

/** `racine`: the address under which signed links open. */
export type Depuis = { readonly cpts: string; readonly racine: string; readonly secret: string };

export const USAGE_SEANCE = 'seance';
/** Until the evening after: who reads late still learns what became of it. */
const JOURS_APRES = 1;

/** The link by which one elector, and nobody else, answers the convocation without signing in. */
export const lienDeReponse = (ctx: Pick<Contexte, 'cpts'>, a: Pick<Assemblee, 'id' | 'jour'>, personneId: PersonneId, { racine, secret }: Pick<Depuis, 'racine' | 'secret'>): string =>
  `${racine}/seance/${signerLien({ usage: USAGE_SEANCE, cptsId: ctx.cpts, personneId, objet: a.id, expire: new Date(`${plusJours(a.jour, JOURS_APRES)}T23:59:59Z`) }, secret)}`;

/** Writes to every elector and keeps the proof; in the demo nothing is posted (`depuis` undefined). Rules and electorate are frozen: this is what the assembly will be counted by. */
export async function convoquerAssemblee(ctx: Contexte, id: AssembleeId, depuis: Depuis | undefined): Promise<Result<{ envoyees: number; sansAdresse: number }, RefusAssemblee>> {
  if (!peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  if (!a) return refuser({ code: 'assemblee_inconnue' });
  const suite = passer(a, 'convoquer');
  if (!suite.ok) return suite;
  const enVigueur = await statutsEnVigueur(ctx);
  if (!enVigueur) return refuser({ code: 'sans_statuts' });
  const regles = figerRegles(enVigueur.statuts, a.instance);
  if (!regles) return refuser({ code: 'instance_absente' });
  const delai = verifierDelai(regles, a.jour, ctx.aujourdhui);
  if (!delai.ok) return delai;
  const manque = a.points.map((p) => (p.genre === 'election' ? faitManquant(p, regles) : undefined)).find((m) => m !== undefined);
  if (manque !== undefined) return refuser({ code: 'point_illisible', pourquoi: manque });
  const electeurs = await electeursAu(ctx, a.jour);
  if (electeurs.length === 0) return refuser({ code: 'sans_electeurs' });
  await modifierAssemblee(ctx, id, { statut: suite.valeur, regles, electeurs, convoquee_le: ctx.maintenant });
  const sansAdresse = await ecrireATous(ctx, { ...a, regles }, electeurs, depuis);
  await journaliser(ctx, 'assemblee_convoquee', id, { convocations: electeurs.length });
  await prevenir(ctx, 'gouvernance');
  return ok({ envoyees: electeurs.length - sansAdresse, sansAdresse });
}

async function ecrireATous(ctx: Contexte, a: Assemblee & { readonly regles: ReglesFigees }, electeurs: readonly Electeur[], depuis: Depuis | undefined): Promise<number> {
  const adresses = await adressesDe(ctx, electeurs.flatMap((e) => e.personneId ?? []));
  const envois = electeurs.map((e) => ({ electeur: e, adresse: e.personneId === undefined ? undefined : adresses.get(e.personneId) }));
  for (const { electeur, adresse } of envois) {
    if (adresse === undefined || depuis === undefined || electeur.personneId === undefined) continue;
    const lettre = lettreDeConvocation(a, { nom: electeur.nom, cpts: depuis.cpts, regles: a.regles, lien: lienDeReponse(ctx, a, electeur.personneId, depuis) });
    await posterCourriel(ctx, { a: adresse, nom: electeur.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre) }, depuis.secret);
  }
  await noterEnvois(ctx, a.id, envois.map((e) => ({ electeur: e.electeur.id, sansAdresse: e.adresse === undefined })));
  return envois.filter((e) => e.adresse === undefined).length;
}
