import { formaterInstant } from '#core/texte.ts';
import { PersonneId } from '#core/tenancy.ts';
import { EtatSigneDit } from '#modules/dialogue/model.ts';
import { redigerDossier } from '#modules/dialogue/moteur/redaction-dossier.ts';
import { lireEtat } from '#modules/dialogue/queries.ts';
import { paragraphesDe } from '#modules/projet/moteur/depot.ts';
import { listerDepots } from '#modules/projet/queries-parcours.ts';
import { deposerDocument } from '#modules/projet/use-cases/deposer-document.ts';
import type { Contexte } from '../contexte.ts';
import { lireFichier } from '../fichiers/fichiers.ts';
import { tacheDeCpts } from './registre.ts';

/** Carries a signed state to the exchange room, in the name of who signed; the same bytes are deposited once. */
async function deposerEtat(ctx: Contexte, { etat: id, par }: { readonly etat: Parameters<typeof lireEtat>[1]; readonly par: { readonly personneId: string; readonly nom: string } }) {
  const lu = await lireEtat(ctx, id);
  const pdf = lu && (await lireFichier(ctx, lu.signe.fichiers.pdf));
  if (!lu || !pdf || (await listerDepots(ctx)).some((d) => d.empreinte === pdf.empreinte)) return undefined;
  const { copie, numero, annee, empreinte, signataire, signeLe } = lu.signe;
  const document = redigerDossier({ etat: copie.etat, dernier: copie.dernier ?? undefined, signature: { numero, empreinte, nom: signataire, le: formaterInstant(signeLe, ctx.fuseau) } });
  const enSonNom: Contexte = { ...ctx, qui: { personneId: PersonneId.parse(par.personneId), nom: par.nom, roles: ['presidence'] } };
  return deposerDocument(enSonNom, { genre: 'piece', titre: `Dossier de dialogue de gestion, année ${annee}, état n° ${numero}`, nom: pdf.nom, contenu: pdf.contenu, paragraphes: paragraphesDe(document) });
}

export const tacheDialogue = tacheDeCpts({ sujet: 'dialogue_signe', titre: 'Déposer l’état signé dans l’espace d’échange', schema: EtatSigneDit, traiter: deposerEtat });
