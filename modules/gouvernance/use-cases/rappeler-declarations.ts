import { accord, formaterDate, typographier as t } from '#core/texte.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { adressesDe, personnesTenant } from '../queries.ts';
import { ecrireRecepisse, lireRecepisses, listerMandats, versionsDesStatuts } from '../repository.ts';
import { aDeclarer, type Changement, rappelDu } from '../rules-declarations.ts';

type Depuis = { readonly nom: string; readonly slug: string; readonly url: string; readonly secret: string };

function lettreDe(dus: readonly Changement[], d: Depuis) {
  return {
    titre: t(`${accord(dus.length, 'changement')} à déclarer à la préfecture`),
    paragraphes: ['Une association déclare dans les trois mois les changements de ses dirigeants et de ses statuts (loi du 1er juillet 1901, article 5). Avant, ils ne valent pas pour les tiers : la banque, l’ARS, la caisse.', ...dus.map((c) => t(`${c.quoi}. À déclarer avant le ${formaterDate(c.echeance)}.`))],
    boutons: [{ libelle: 'Voir les déclarations', href: `${d.url}/cpts/${d.slug}/gouvernance/declarations` }],
    expediteur: d.nom,
    pourquoi: `Vous recevez ce courriel parce que vous tenez la présidence, le secrétariat ou la coordination de ${d.nom}.`,
  };
}

/** Each morning: one letter to those who may declare, when a term comes to one of its distances. Done twice the same day, it writes once. */
export async function rappelerDeclarations(ctx: Contexte, depuis: Depuis): Promise<number> {
  const recus = await lireRecepisses(ctx);
  const dus = aDeclarer(await listerMandats(ctx), await versionsDesStatuts(ctx), ctx.aujourdhui).flatMap((c) => {
    const rappel = rappelDu(c.echeance, ctx.aujourdhui);
    const deja = recus.find((r) => r.objet === c.objet && r.id === c.id)?.rappel;
    return rappel === undefined || (deja !== undefined && deja <= rappel) ? [] : [{ c, rappel }];
  });
  if (dus.length === 0) return 0;
  for (const { c, rappel } of dus) await ecrireRecepisse(ctx, c, { rappel });
  const gens = await personnesTenant(ctx, ctx.aujourdhui, ['presidence', 'secretariat', 'coordination']);
  const adresses = await adressesDe(ctx, gens.map((p) => p.personneId));
  const lettre = lettreDe(dus.map((d) => d.c), depuis);
  for (const p of gens) {
    const a = adresses.get(p.personneId);
    if (a !== undefined) await posterCourriel(ctx, { a, nom: p.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre) }, depuis.secret);
  }
  return gens.length;
}
